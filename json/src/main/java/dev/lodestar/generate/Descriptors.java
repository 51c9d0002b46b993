package dev.lodestar.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;

/// Names of types in class files.
final class Descriptors {
  private Descriptors() {}

  static ClassDesc of(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  static MethodTypeDesc method(Class<?> result, Class<?>... parameters) {
    var types = new ClassDesc[parameters.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = of(parameters[i]);
    }
    return MethodTypeDesc.of(of(result), types);
  }

  /// Turns the object on the stack into a value of a type.
  static void cast(CodeBuilder code, Class<?> type) {
    if (!type.isPrimitive()) {
      if (type != Object.class) {
        code.checkcast(of(type));
      }
      return;
    }
    Class<?> box = MethodType.methodType(type).wrap().returnType();
    code.checkcast(of(box)).invokevirtual(of(box), type.getName() + "Value", method(type));
  }

  /// Turns the value on the stack into an object.
  static void box(CodeBuilder code, Class<?> type) {
    if (type.isPrimitive()) {
      Class<?> box = MethodType.methodType(type).wrap().returnType();
      code.invokestatic(of(box), "valueOf", method(box, type));
    }
  }
}
