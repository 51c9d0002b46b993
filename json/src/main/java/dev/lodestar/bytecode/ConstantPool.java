package dev.lodestar.bytecode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The constants of a class file (JVMS 4.4).
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int LONG = 5;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int NAME_AND_TYPE = 12;
  private static final int MAX_COUNT = 0xFFFF;

  private final Bytes bytes = new Bytes();
  private final @Nullable ConstantPool common;
  private final Map<String, Integer> texts = new HashMap<>(128);
  private final Map<String, Integer> classes = new HashMap<>();
  private final Map<Reference, Integer> references = new HashMap<>(64);
  private int count = 1;

  ConstantPool() {
    this.common = null;
  }

  /// Starts with the constants of another pool, which get no more.
  ConstantPool(ConstantPool common) {
    this.common = common;
    bytes.put(common.bytes);
    count = common.count;
  }

  private int next(int slots) {
    int index = count;
    count += slots;
    if (count > MAX_COUNT) {
      throw new IllegalArgumentException("A class file cannot have so many constants.");
    }
    return index;
  }

  int text(String text) {
    var known = common == null ? null : common.texts.get(text);
    if (known == null) {
      known = texts.get(text);
    }
    if (known != null) {
      return known;
    }
    bytes.u1(UTF8);
    bytes.text(text);
    int index = next(1);
    texts.put(text, index);
    return index;
  }

  /// A class, by its internal name.
  int type(String name) {
    var known = common == null ? null : common.classes.get(name);
    if (known == null) {
      known = classes.get(name);
    }
    if (known != null) {
      return known;
    }
    int text = text(name);
    bytes.u1u2(CLASS, text);
    int index = next(1);
    classes.put(name, index);
    return index;
  }

  int reference(Reference reference) {
    var known = common == null ? null : common.references.get(reference);
    if (known == null) {
      known = references.get(reference);
    }
    if (known != null) {
      return known;
    }
    int owner = type(reference.owner());
    int name = text(reference.name());
    int descriptor = text(reference.descriptor());
    bytes.u1u2(NAME_AND_TYPE, name);
    bytes.u2(descriptor);
    int nameAndType = next(1);
    bytes.u1u2(reference.tag(), owner);
    bytes.u2(nameAndType);
    int index = next(1);
    references.put(reference, index);
    return index;
  }

  int integer(int value) {
    bytes.u1(INTEGER);
    bytes.u4(value);
    return next(1);
  }

  int longInteger(long value) {
    bytes.u1(LONG);
    bytes.u4((int) (value >>> 32));
    bytes.u4((int) value);
    return next(2);
  }

  int string(String value) {
    int text = text(value);
    bytes.u1u2(STRING, text);
    return next(1);
  }

  void writeTo(Bytes to) {
    to.u2(count);
    to.put(bytes);
  }
}
