package dev.lodestar.handler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads of a class file (JVMS, chapter 4) what reflection does not tell: where its methods stand,
/// the names of their variables, and annotations that are not kept for running programs. All else
/// is skipped.
///
/// `java.lang.classfile` would do so, too, and load sixty classes at every start.
final class ClassFileReader {
  private static final int MAGIC = 0xCAFEBABE;
  private static final String[] NO_NAMES = {};

  private final byte[] bytes;

  /// Where the content of each constant lies, by its index.
  private final int[] constants;

  private int position;
  private String sourceFile = "";
  private List<String> dropped = List.of();
  private final List<Method> methods = new ArrayList<>();

  /// A method.
  ///
  /// @param firstLine the first line that has code; 0 if no line is told
  /// @param slotNames the variables that live from the first instruction on, which are the
  ///   parameters, by their slots; those whose names are not told are missing
  /// @param dropped the annotation classes that only the class file tells
  record Method(
      String name,
      String descriptor,
      int firstLine,
      @Nullable String[] slotNames,
      List<String> dropped) {}

  /// Reads a class file.
  ///
  /// @throws IllegalArgumentException if it is none, or is malformed
  ClassFileReader(byte[] bytes) {
    this.bytes = bytes;
    try {
      if (u4() != MAGIC) {
        throw new IllegalArgumentException("This is no class file.");
      }
      skip(4);
      constants = new int[u2()];
      readConstants();
      skip(6);
      skip(2 * u2());
      for (var fields = u2(); fields > 0; fields--) {
        skip(6);
        skipAttributes();
      }
      for (var rest = u2(); rest > 0; rest--) {
        methods.add(method());
      }
      readAttributes();
    } catch (IndexOutOfBoundsException | NegativeArraySizeException malformed) {
      throw new IllegalArgumentException("The class file is malformed.", malformed);
    }
  }

  /// The name of its source file without folders; empty if it is not told.
  String sourceFile() {
    return sourceFile;
  }

  /// The annotation classes of the class that only the class file tells.
  List<String> dropped() {
    return dropped;
  }

  /// The methods and constructors, in the order of the class file.
  List<Method> methods() {
    return methods;
  }

  private void readConstants() {
    for (var i = 1; i < constants.length; i++) {
      var tag = u1();
      constants[i] = position;
      switch (tag) {
        case 1 -> skip(u2());
        case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
        case 5, 6 -> {
          skip(8);
          // Numbers of eight bytes count twice.
          i++;
        }
        case 7, 8, 16, 19, 20 -> skip(2);
        case 15 -> skip(3);
        default -> throw new IllegalArgumentException("There is no constant of type " + tag + ".");
      }
    }
  }

  private void readAttributes() {
    for (var rest = u2(); rest > 0; rest--) {
      var name = text(u2());
      var end = attributeEnd();
      if (name.equals("SourceFile")) {
        sourceFile = text(u2());
      } else if (name.equals("RuntimeInvisibleAnnotations")) {
        dropped = annotationClasses();
      }
      position = end;
    }
  }

  private Method method() {
    skip(2);
    var name = text(u2());
    var descriptor = text(u2());
    var code = 0;
    var annotations = List.<String>of();
    for (var rest = u2(); rest > 0; rest--) {
      var attribute = text(u2());
      var end = attributeEnd();
      if (attribute.equals("Code")) {
        code = position;
      } else if (attribute.equals("RuntimeInvisibleAnnotations")) {
        annotations = annotationClasses();
      }
      position = end;
    }
    return code == 0
        ? new Method(name, descriptor, 0, NO_NAMES, annotations)
        : withCode(code, name, descriptor, annotations);
  }

  /// Reads the code of a method, and comes back to where it was.
  private Method withCode(int code, String name, String descriptor, List<String> annotations) {
    var before = position;
    position = code + 4;
    skip(u4());
    skip(8 * u2());
    var firstLine = 0;
    @Nullable String[] slotNames = NO_NAMES;
    for (var rest = u2(); rest > 0; rest--) {
      var attribute = text(u2());
      var end = attributeEnd();
      // A method may have several tables of either kind.
      if (attribute.equals("LineNumberTable")) {
        firstLine = firstLine(firstLine);
      } else if (attribute.equals("LocalVariableTable")) {
        slotNames = slotNames(slotNames);
      }
      position = end;
    }
    position = before;
    return new Method(name, descriptor, firstLine, slotNames, annotations);
  }

  private int firstLine(int known) {
    var first = known;
    for (var rest = u2(); rest > 0; rest--) {
      skip(2);
      var line = u2();
      first = first == 0 ? line : Math.min(first, line);
    }
    return first;
  }

  private @Nullable String[] slotNames(@Nullable String[] known) {
    var names = known;
    for (var rest = u2(); rest > 0; rest--) {
      var start = u2();
      skip(2);
      var name = u2();
      skip(2);
      var slot = u2();
      if (start == 0) {
        if (slot >= names.length) {
          names = Arrays.copyOf(names, slot + 1);
        }
        names[slot] = text(name);
      }
    }
    return names;
  }

  private List<String> annotationClasses() {
    var names = new ArrayList<String>();
    for (var rest = u2(); rest > 0; rest--) {
      names.add(annotation());
    }
    return List.copyOf(names);
  }

  /// Returns its class.
  private String annotation() {
    var descriptor = text(u2());
    for (var rest = u2(); rest > 0; rest--) {
      skip(2);
      skipValue();
    }
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private void skipValue() {
    switch (u1()) {
      case 'e' -> skip(4);
      case '@' -> {
        var _ = annotation();
      }
      case '[' -> {
        for (var rest = u2(); rest > 0; rest--) {
          skipValue();
        }
      }
      default -> skip(2);
    }
  }

  private void skipAttributes() {
    for (var rest = u2(); rest > 0; rest--) {
      skip(2);
      position = attributeEnd();
    }
  }

  /// Reads the length of an attribute.
  private int attributeEnd() {
    var length = u4();
    if (length < 0 || length > bytes.length - position) {
      throw new IllegalArgumentException("An attribute is longer than its class file.");
    }
    return position + length;
  }

  private int u1() {
    return bytes[position++] & 0xFF;
  }

  private int u2() {
    return u1() << 8 | u1();
  }

  private int u4() {
    return u2() << 16 | u2();
  }

  private void skip(int count) {
    position += count;
  }

  /// A constant that is a text.
  private String text(int index) {
    var start = constants[index];
    var length = (bytes[start] & 0xFF) << 8 | (bytes[start + 1] & 0xFF);
    for (var i = start + 2; i < start + 2 + length; i++) {
      if (bytes[i] < 0) {
        return modifiedUtf8(start, length);
      }
    }
    return new String(bytes, start + 2, length, ISO_8859_1);
  }

  private String modifiedUtf8(int start, int length) {
    try {
      return new DataInputStream(new ByteArrayInputStream(bytes, start, length + 2)).readUTF();
    } catch (IOException malformed) {
      throw new IllegalArgumentException("A text of the class file is malformed.", malformed);
    }
  }
}
