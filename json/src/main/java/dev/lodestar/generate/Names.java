package dev.lodestar.generate;

import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Use;
import dev.lodestar.bytecode.Reference;
import java.lang.invoke.MethodType;

/// Names of types in class files.
final class Names {
  static final String OBJECT = "java/lang/Object";
  static final String CONSTRUCTOR = "<init>";
  private static final String STRING_DESCRIPTOR = "Ljava/lang/String;";
  private static final String STRING_GETTER = "()Ljava/lang/String;";

  private Names() {}

  /// The name by which instructions refer to a type.
  static String of(Class<?> type) {
    return type.isArray() ? type.descriptorString() : type.getName().replace('.', '/');
  }

  /// The platform puts those of classes together at each call.
  private static String descriptor(Class<?> type) {
    return type == String.class ? STRING_DESCRIPTOR : type.descriptorString();
  }

  static String descriptor(Class<?> result, Class<?>... parameters) {
    var descriptor = new StringBuilder(128).append('(');
    for (var parameter : parameters) {
      descriptor.append(descriptor(parameter));
    }
    return descriptor.append(')').append(descriptor(result)).toString();
  }

  /// That of a method without parameters.
  static String getter(Class<?> result) {
    return result == String.class ? STRING_GETTER : "()".concat(result.descriptorString());
  }

  static Reference method(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    return Reference.method(of(owner), name, descriptor(result, parameters));
  }

  /// Turns the object on the stack into a value of a type.
  static void cast(Code code, Class<?> type) {
    if (!type.isPrimitive()) {
      if (type != Object.class) {
        code.checkcast(of(type));
      }
      return;
    }
    var box = of(boxOf(type));
    code.checkcast(box);
    code.invokevirtual(Reference.method(box, type.getName().concat("Value"), getter(type)));
  }

  /// Turns the value on the stack into an object.
  static void box(Code code, Class<?> type) {
    if (type.isPrimitive()) {
      var box = boxOf(type);
      code.use(Use.INVOKESTATIC, method(box, "valueOf", box, type));
    }
  }

  private static Class<?> boxOf(Class<?> primitive) {
    return MethodType.methodType(primitive).wrap().returnType();
  }
}
