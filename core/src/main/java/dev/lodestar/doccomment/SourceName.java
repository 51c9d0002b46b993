package dev.lodestar.doccomment;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;

/// The names of the files that classes were compiled from.
final class SourceName {
  private SourceName() {}

  /// The name that the class file tells, else that of the class.
  ///
  /// @param type a class that is inside of no other
  static String of(Class<?> type) {
    var name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
    try (var file = type.getResourceAsStream(name + ".class")) {
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
}
