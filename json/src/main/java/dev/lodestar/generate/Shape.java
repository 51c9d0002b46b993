package dev.lodestar.generate;

import dev.lodestar.decode.Slot;
import dev.lodestar.format.Input;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
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

  private static final VerificationTypeInfo STRING =
      ObjectVerificationTypeInfo.of(ConstantDescs.CD_String);
  private static final VerificationTypeInfo ANY =
      ObjectVerificationTypeInfo.of(ConstantDescs.CD_Object);

  private final TypeKind kind;
  private final String suffix;

  // Described once: a class that is generated at start-up asks for each field.
  @SuppressWarnings("ImmutableEnumChecker") // descriptors are immutable
  private final MethodTypeDesc readerType;

  @SuppressWarnings("ImmutableEnumChecker")
  private final MethodTypeDesc absentType;

  Shape(TypeKind kind, Class<?> type, String suffix) {
    this.kind = kind;
    this.suffix = suffix;
    this.readerType = Descriptors.method(type, Input.class);
    this.absentType = Descriptors.method(type, Input.class, int.class, int.class);
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

  /// What the virtual machine calls the type of the local variable.
  VerificationTypeInfo verification() {
    return switch (this) {
      case INT, BOOLEAN -> SimpleVerificationTypeInfo.INTEGER;
      case LONG -> SimpleVerificationTypeInfo.LONG;
      case DOUBLE -> SimpleVerificationTypeInfo.DOUBLE;
      case FLOAT -> SimpleVerificationTypeInfo.FLOAT;
      case TEXT -> STRING;
      case OBJECT -> ANY;
    };
  }

  TypeKind kind() {
    return kind;
  }

  /// The method of a slot that reads it.
  String reader() {
    return "read".concat(suffix);
  }

  MethodTypeDesc readerType() {
    return readerType;
  }

  /// The method of a plan that gives the value of an absent field.
  String absent() {
    return "absent".concat(suffix);
  }

  MethodTypeDesc absentType() {
    return absentType;
  }
}
