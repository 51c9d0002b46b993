package dev.lodestar.generate;

import dev.lodestar.bytecode.Kind;
import dev.lodestar.bytecode.Reference;
import dev.lodestar.bytecode.StackMap;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.decode.Slot;
import dev.lodestar.format.Input;
import org.jspecify.annotations.Nullable;

/// How a generated class keeps a value: primitive values without a box.
enum Shape {
  INT(Kind.INT, int.class, "Int"),
  LONG(Kind.LONG, long.class, "Long"),
  DOUBLE(Kind.DOUBLE, double.class, "Double"),
  FLOAT(Kind.FLOAT, float.class, "Float"),
  BOOLEAN(Kind.INT, boolean.class, "Boolean"),
  TEXT(Kind.REFERENCE, String.class, "Text"),
  OBJECT(Kind.REFERENCE, Object.class, "");

  private final Kind kind;
  private final String type;

  // Described once: a class that is generated at start-up asks for each field.
  @SuppressWarnings("ImmutableEnumChecker") // references are immutable
  private final Reference reader;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Reference absent;

  Shape(Kind kind, Class<?> type, String suffix) {
    this.kind = kind;
    this.type = type.isPrimitive() ? "" : Names.of(type);
    this.reader = Names.method(Slot.class, "read".concat(suffix), type, Input.class);
    this.absent =
        Names.method(
            ReadPlan.class, "absent".concat(suffix), type, Input.class, int.class, int.class);
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

  /// Says what the virtual machine finds in the local variable.
  void declare(StackMap map) {
    if (kind == Kind.REFERENCE) {
      map.local(type);
    } else {
      map.local(kind);
    }
  }

  Kind kind() {
    return kind;
  }

  /// The method of a slot that reads it.
  Reference reader() {
    return reader;
  }

  /// The method of a plan that gives the value of an absent field.
  Reference absent() {
    return absent;
  }
}
