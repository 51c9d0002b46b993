package dev.lodestar.bytecode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The constants of a class file (JVMS 4.4).
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int NAME_AND_TYPE = 12;
  private static final int MAX_COUNT = 0xFFFF;

  /// The class itself. Its name follows, so that everything else has the same index in each copy.
  static final int OWN = 1;

  private static final int OWN_NAME = 2;

  /// The names of attributes.
  static final int CODE = 3;

  /// See [#CODE].
  static final int STACK_MAP = 4;

  /// The bytes of how many there are, and of the class itself without its name.
  private static final int HEAD = 8;

  private final String own;
  private final Bytes bytes = new Bytes(3072);
  private final @Nullable ConstantPool template;
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<String, Integer> classes = new HashMap<>();
  private final Map<Reference, Integer> references = new HashMap<>();
  private @Nullable String lastOwner;
  private int lastOwnerIndex;
  private int count = CODE;

  ConstantPool(String own) {
    this.own = own;
    this.template = null;
    classes.put(own, OWN);
    text("Code");
    text("StackMapTable");
  }

  /// Starts with the constants of another class, which gets no more.
  ConstantPool(String own, ConstantPool template) {
    this.own = own;
    this.template = template;
    classes.put(own, OWN);
    bytes.put(template.bytes);
    count = template.count;
  }

  private int next() {
    int index = count++;
    if (count > MAX_COUNT) {
      throw new IllegalArgumentException("A class file cannot have so many constants.");
    }
    return index;
  }

  int text(String text) {
    var known = template == null ? null : template.texts.get(text);
    if (known == null) {
      known = texts.get(text);
    }
    if (known != null) {
      return known;
    }
    int index = newText(text);
    texts.put(text, index);
    return index;
  }

  private int newText(String text) {
    bytes.u1(UTF8);
    bytes.text(text);
    return next();
  }

  /// A class, by its internal name.
  int type(String name) {
    var known = template == null ? null : template.classes.get(name);
    if (known == null) {
      known = classes.get(name);
    }
    if (known != null) {
      return known;
    }
    int text = text(name);
    bytes.u1u2(CLASS, text);
    int index = next();
    classes.put(name, index);
    return index;
  }

  int reference(Reference reference) {
    var known = template == null ? null : template.references.get(reference);
    if (known == null) {
      known = references.get(reference);
    }
    if (known != null) {
      return known;
    }
    int index = newReference(reference);
    references.put(reference, index);
    return index;
  }

  /// A reference that is used once, so that it need not be found again. Two constants may be the
  /// same.
  int newReference(Reference reference) {
    int owner = owner(reference.owner());
    int name = newText(reference.name());
    int descriptor = text(reference.descriptor());
    bytes.u1u2(NAME_AND_TYPE, name);
    bytes.u2(descriptor);
    int nameAndType = next();
    bytes.u1u2(reference.tag(), owner);
    bytes.u2(nameAndType);
    return next();
  }

  /// Mostly the same one as before.
  @SuppressWarnings("ReferenceEquality")
  private int owner(String name) {
    if (name != lastOwner) {
      lastOwnerIndex = type(name);
      lastOwner = name;
    }
    return lastOwnerIndex;
  }

  int integer(int value) {
    bytes.u1(INTEGER);
    bytes.u4(value);
    return next();
  }

  int string(String value) {
    int text = text(value);
    bytes.u1u2(STRING, text);
    return next();
  }

  /// How many bytes are written; about as many if the name of the class is not ASCII.
  int size() {
    return HEAD + own.length() + bytes.length();
  }

  void writeTo(Bytes to) {
    to.u2(count);
    to.u1u2(CLASS, OWN_NAME);
    to.u1(UTF8);
    to.text(own);
    to.put(bytes);
  }
}
