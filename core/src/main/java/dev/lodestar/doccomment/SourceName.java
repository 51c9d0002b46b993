package dev.lodestar.doccomment;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;

/// The names of the files that classes were compiled from.
final class SourceName {
  private SourceName() {}

  /// The name that the class file tells, else that of the outermost class.
  static String of(Class<?> type) {
    var outermost = outermost(type);
    var name = outermost.getName().substring(outermost.getName().lastIndexOf('.') + 1);
    try (var file = outermost.getResourceAsStream(name + ".class")) {
      if (file != null) {
        var source =
            ClassFile.of().parse(file.readAllBytes()).findAttribute(Attributes.sourceFile());
        if (source.isPresent() && isPlain(source.get().sourceFile().stringValue())) {
          return source.get().sourceFile().stringValue();
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // Then the name of the class has to do.
    }
    return name + ".java";
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && !name.contains("..");
  }

  private static Class<?> outermost(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer == null ? type : outermost(outer);
  }
}
