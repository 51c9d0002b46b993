package dev.lodestar.generate;

import dev.lodestar.model.FieldModel;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/// Writes the code that reads and sets a field.
final class FieldAccess {
  private final Class<?> host;
  private final ClassDesc owner;

  FieldAccess(Class<?> host) {
    this.host = host;
    this.owner = Descriptors.of(host);
  }

  /// The type of what a field is read from.
  static Class<?> read(FieldModel field) {
    if (field.computation().isPresent()) {
      return Object.class;
    }
    var member = field.getter().orElseThrow();
    return member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
  }

  /// Replaces the instance on the stack by the value of a field.
  void get(CodeBuilder code, FieldModel field) {
    var member = field.getter().orElseThrow();
    if (member instanceof Method method) {
      call(code, method);
    } else {
      code.getfield(owner, member.getName(), Descriptors.of(((Field) member).getType()));
    }
  }

  /// Sets a field of the instance below the value on the stack, and takes both away.
  void set(CodeBuilder code, FieldModel field) {
    var member = field.setter().orElseThrow();
    if (member instanceof Method method) {
      call(code, method);
      pop(code, method.getReturnType());
    } else {
      code.putfield(owner, member.getName(), Descriptors.of(written(member)));
    }
  }

  static Class<?> written(Member member) {
    return member instanceof Method method
        ? method.getParameterTypes()[0]
        : ((Field) member).getType();
  }

  private void call(CodeBuilder code, Method method) {
    var type = Descriptors.method(method.getReturnType(), method.getParameterTypes());
    if (host.isInterface()) {
      code.invokeinterface(owner, method.getName(), type);
    } else {
      code.invokevirtual(owner, method.getName(), type);
    }
  }

  private static void pop(CodeBuilder code, Class<?> result) {
    if (result == long.class || result == double.class) {
      code.pop2();
    } else if (result != void.class) {
      code.pop();
    }
  }
}
