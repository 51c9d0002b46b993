package dev.lodestar.dev.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the class whose main method starts the application.
final class MainClasses {
  private static final String SUFFIX = ".class";
  private static final Set<String> USUAL = Set.of("App", "Main", "Application");
  private static final Set<String> DESCRIPTORS = Set.of("([Ljava/lang/String;)V", "()V");

  private MainClasses() {}

  /// The classes that can be meant, the fewer the better: of all that have a main method those that
  /// use Lodestar, and of these those with a usual name.
  static List<String> find(List<Map<String, byte[]>> outputs) {
    var all = new ArrayList<String>();
    var serving = new ArrayList<String>();
    for (var classes : outputs) {
      classes.forEach((path, file) -> {
        if (path.endsWith(SUFFIX) && hasMain(file)) {
          var name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
          all.add(name);
          if (mentions(file, "dev/lodestar/")) {
            serving.add(name);
          }
        }
      });
    }
    var candidates = serving.isEmpty() ? all : serving;
    var usual =
        candidates.stream()
            .filter(name -> USUAL.contains(name.substring(name.lastIndexOf('.') + 1)))
            .toList();
    return (usual.size() == 1 ? usual : candidates).stream().sorted().toList();
  }

  private static boolean mentions(byte[] file, String word) {
    return new String(file, ISO_8859_1).contains(word);
  }

  /// What somebody is still writing has none yet.
  private static boolean hasMain(byte[] file) {
    try {
      return mentions(file, "main")
          && ClassFile.of().parse(file).methods().stream().anyMatch(MainClasses::isMain);
    } catch (IllegalArgumentException unfinished) {
      return false;
    }
  }

  private static boolean isMain(MethodModel method) {
    return method.methodName().equalsString("main")
        && DESCRIPTORS.contains(method.methodType().stringValue())
        && !method.flags().has(AccessFlag.PRIVATE)
        && !method.flags().has(AccessFlag.ABSTRACT);
  }
}
