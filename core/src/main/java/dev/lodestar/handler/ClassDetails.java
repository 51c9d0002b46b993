package dev.lodestar.handler;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What reflection does not tell about a class: parameter names, lines, the order of its methods,
/// and annotations that are not kept for running programs.
///
/// Read from the class file when first asked for, at most once; names that are not there come from
/// the source where the program was launched from source.
final class ClassDetails {

  private record CodeDetails(int position, int firstLine, @Nullable String[] slotNames) {}

  private static final CodeDetails UNKNOWN =
      new CodeDetails(Integer.MAX_VALUE, 0, new @Nullable String[0]);

  private final Class<?> type;
  private final SourceFiles sources;
  private final Map<Executable, CodeDetails> codeByMethod = new HashMap<>();
  private final Map<String, List<String>> droppedAnnotations = new HashMap<>();
  private @Nullable Map<String, CodeDetails> methods;
  private @Nullable String sourceFile;

  ClassDetails(Class<?> type, SourceFiles sources) {
    this.type = type;
    this.sources = sources;
  }

  /// The name of a parameter, or null if neither the class file nor the source tells it.
  @Nullable String parameterName(Executable method, int index) {
    @Nullable String[] slotNames = codeOf(method).slotNames();
    int slot = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < index; i++) {
      slot += types[i] == long.class || types[i] == double.class ? 2 : 1;
    }
    if (slot < slotNames.length && slotNames[slot] != null) {
      return slotNames[slot];
    }
    SourceMethod source = sourceOf(method);
    return source == null ? null : source.parameterNames().get(index);
  }

  /// The declaration where the source is at hand, else the first line of code.
  SourceLocation location(Executable method) {
    int line = codeOf(method).firstLine();
    SourceMethod source = sourceOf(method);
    if (source != null) {
      line = source.line();
    }
    return new SourceLocation(fileName(), line);
  }

  /// The place in the declaration order of the class; unknown methods come last.
  int position(Executable method) {
    return codeOf(method).position();
  }

  /// The text of the documentation comment, empty unless the source is at hand.
  String documentation(Executable method) {
    SourceMethod source = sourceOf(method);
    return source == null ? "" : source.documentation();
  }

  /// The names of the annotation classes of a method that only its class file tells.
  List<String> droppedAnnotations(Method method) {
    methods();
    return droppedAnnotations.getOrDefault(
        method.getName().concat(descriptorOf(method)), List.of());
  }

  /// The names of the annotation classes of the class that only its class file tells.
  List<String> droppedAnnotations() {
    methods();
    return droppedAnnotations.getOrDefault("", List.of());
  }

  private String fileName() {
    if (sourceFile != null) {
      return sourceFile;
    }
    String name = type.getName();
    int hiddenSuffix = name.indexOf('/');
    int end = hiddenSuffix < 0 ? name.length() : hiddenSuffix;
    return name.substring(name.lastIndexOf('.', end - 1) + 1, end) + ".class";
  }

  private synchronized CodeDetails codeOf(Executable method) {
    CodeDetails code = codeByMethod.get(method);
    if (code == null) {
      code = methods().getOrDefault(nameOf(method).concat(descriptorOf(method)), UNKNOWN);
      codeByMethod.put(method, code);
    }
    return code;
  }

  static String descriptorOf(Executable method) {
    var descriptor = new StringBuilder("(");
    for (Class<?> parameter : method.getParameterTypes()) {
      descriptor.append(parameter.descriptorString());
    }
    Class<?> result = method instanceof Method returning ? returning.getReturnType() : void.class;
    return descriptor.append(')').append(result.descriptorString()).toString();
  }

  private static String nameOf(Executable method) {
    return method instanceof Constructor<?> ? "<init>" : method.getName();
  }

  private synchronized Map<String, CodeDetails> methods() {
    if (methods == null) {
      methods = readClassFile();
    }
    return methods;
  }

  /// A class without a readable class file, such as a hidden one, only lacks names and lines.
  private Map<String, CodeDetails> readClassFile() {
    String name = type.getName();
    String resource = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream classFile = type.getResourceAsStream(resource)) {
      return classFile == null ? Map.of() : read(new ClassFileReader(classFile.readAllBytes()));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Map.of();
    }
  }

  private Map<String, CodeDetails> read(ClassFileReader file) {
    if (!file.sourceFile().isEmpty()) {
      sourceFile = file.sourceFile();
    }
    droppedAnnotations.put("", file.dropped());
    var result = new HashMap<String, CodeDetails>();
    int position = 0;
    for (var method : file.methods()) {
      String key = method.name().concat(method.descriptor());
      result.put(key, new CodeDetails(position++, method.firstLine(), method.slotNames()));
      droppedAnnotations.put(key, method.dropped());
    }
    return result;
  }

  /// Finds the declaration among overloads by number and names of the parameter types; null if the
  /// source is not at hand or leaves a doubt.
  private @Nullable SourceMethod sourceOf(Executable method) {
    if (!sources.present()) {
      return null;
    }
    methods();
    if (sourceFile == null) {
      return null;
    }
    SourceMethod onlyOne = null;
    int sameCount = 0;
    for (SourceMethod candidate : sources.methodsOf(type, sourceFile)) {
      if (candidate.name().equals(nameOf(method))
          && candidate.parameterTypes().size() == method.getParameterCount()) {
        if (hasTypes(candidate, method.getParameterTypes())) {
          return candidate;
        }
        onlyOne = candidate;
        sameCount++;
      }
    }
    return sameCount == 1 ? onlyOne : null;
  }

  private static boolean hasTypes(SourceMethod candidate, Class<?>[] types) {
    for (int i = 0; i < types.length; i++) {
      if (!candidate.parameterTypes().get(i).equals(types[i].getSimpleName())) {
        return false;
      }
    }
    return true;
  }
}
