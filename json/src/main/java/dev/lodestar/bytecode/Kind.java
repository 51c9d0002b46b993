package dev.lodestar.bytecode;

/// What the virtual machine tells apart on the stack and in local variables.
public enum Kind {
  /// An `int`, and everything that is kept as one.
  INT(0, 1, 1),
  /// A `long`.
  LONG(1, 2, 4),
  /// A `float`.
  FLOAT(2, 1, 2),
  /// A `double`.
  DOUBLE(3, 2, 3),
  /// An object or array.
  REFERENCE(4, 1, 7);

  private final int code;
  private final int slots;
  private final int verification;

  Kind(int code, int slots, int verification) {
    this.code = code;
    this.slots = slots;
    this.verification = verification;
  }

  /// The place in the families of instructions that have one for each kind.
  int code() {
    return code;
  }

  /// What stack maps call it; for a reference, its class follows.
  int verification() {
    return verification;
  }

  /// How many places a value takes.
  public int slots() {
    return slots;
  }

  /// The kind of a type.
  public static Kind of(Class<?> type) {
    if (!type.isPrimitive()) {
      return REFERENCE;
    }
    if (type == long.class) {
      return LONG;
    }
    if (type == double.class) {
      return DOUBLE;
    }
    return type == float.class ? FLOAT : INT;
  }
}
