package dev.lodestar.generate;

import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Code.Use;
import dev.lodestar.bytecode.Kind;
import dev.lodestar.bytecode.Reference;
import dev.lodestar.model.FieldModel;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/// Writes the code that reads and sets a field.
final class FieldAccess {
  private final Class<?> host;
  private final String owner;

  FieldAccess(Class<?> host) {
    this.host = host;
    this.owner = Names.of(host);
  }

  /// The internal name of the class whose fields these are.
  String owner() {
    return owner;
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
  void get(Code code, FieldModel field) {
    var member = field.getter().orElseThrow();
    if (member instanceof Method method && !host.isInterface()) {
      var type = Names.getter(method.getReturnType());
      code.useOnce(Use.INVOKEVIRTUAL, Reference.method(owner, method.getName(), type));
    } else if (member instanceof Method method) {
      call(code, method);
    } else {
      code.useOnce(Use.GETFIELD, field(member, ((Field) member).getType()));
    }
  }

  /// Sets a field of the instance below the value on the stack, and takes both away.
  void set(Code code, FieldModel field) {
    var member = field.setter().orElseThrow();
    if (member instanceof Method method) {
      call(code, method);
      pop(code, method.getReturnType());
    } else {
      code.useOnce(Use.PUTFIELD, field(member, written(member)));
    }
  }

  private Reference field(Member member, Class<?> type) {
    return Reference.field(owner, member.getName(), type.descriptorString());
  }

  static Class<?> written(Member member) {
    return member instanceof Method method
        ? method.getParameterTypes()[0]
        : ((Field) member).getType();
  }

  private void call(Code code, Method method) {
    var parameters = method.getParameterTypes();
    var type = Names.descriptor(method.getReturnType(), parameters);
    if (host.isInterface()) {
      int slots = 1;
      for (var parameter : parameters) {
        slots += Kind.of(parameter).slots();
      }
      code.invokeinterface(Reference.interfaceMethod(owner, method.getName(), type), slots);
    } else {
      code.useOnce(Use.INVOKEVIRTUAL, Reference.method(owner, method.getName(), type));
    }
  }

  private static void pop(Code code, Class<?> result) {
    if (result == long.class || result == double.class) {
      code.add(Plain.POP2);
    } else if (result != void.class) {
      code.add(Plain.POP);
    }
  }
}
