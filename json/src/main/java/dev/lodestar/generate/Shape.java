package dev.lodestar.generate;

import dev.lodestar.decode.Slot;
import java.lang.classfile.TypeKind;
import org.jspecify.annotations.Nullable;

/// How a generated class keeps a value: primitive values without a box.
enum Shape {
  INT(TypeKind.INT, int.class, "Int"),
  LONG(TypeKind.LONG, long.class, "Long"),
  DOUBLE(TypeKind.DOUBLE, double.class, "Double"),
  FLOAT(TypeKind.FLOAT, float.class, "Float"),
  BOOLEAN(TypeKind.BOOLEAN, boolean.class, "Boolean"),
  TEXT(TypeKind.REFERENCE, String.class, "Text"),
  OBJECT(TypeKind.REFERENCE, Object.class, "");

  private final TypeKind kind;
  private final Class<?> type;
  private final String suffix;

  Shape(TypeKind kind, Class<?> type, String suffix) {
    this.kind = kind;
    this.type = type;
    this.suffix = suffix;
  }

  static Shape of(@Nullable Slot slot) {
    if (slot == null || !slot.isPrimitive()) {
      return slot != null && slot.isText() ? TEXT : OBJECT;
    }
    return switch (slot.use().model().rawClass().getName()) {
      case "long" -> LONG;
      case "double" -> DOUBLE;
      case "float" -> FLOAT;
      case "boolean" -> BOOLEAN;
      default -> INT;
    };
  }

  TypeKind kind() {
    return kind;
  }

  Class<?> type() {
    return type;
  }

  /// The method of a slot that reads it.
  String reader() {
    return "read".concat(suffix);
  }

  /// The method of a plan that gives the value of an absent field.
  String absent() {
    return "absent".concat(suffix);
  }
}
