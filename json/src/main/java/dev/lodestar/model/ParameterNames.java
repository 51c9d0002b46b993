package dev.lodestar.model;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of parameters in the source: from the attribute that `-parameters` writes, or else
/// from the table of local variables for debuggers.
final class ParameterNames {
  private ParameterNames() {}

  /// One name for each parameter; null where it is not known.
  static List<@Nullable String> of(Executable executable) {
    var parameters = executable.getParameters();
    var names = new ArrayList<@Nullable String>(parameters.length);
    boolean complete = true;
    for (var parameter : parameters) {
      names.add(parameter.isNamePresent() ? parameter.getName() : null);
      complete &= parameter.isNamePresent();
    }
    return complete ? names : fromVariables(executable, names);
  }

  private static List<@Nullable String> fromVariables(
      Executable executable, List<@Nullable String> unknown) {
    var type = executable.getDeclaringClass();
    var resource = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (var file = type.getResourceAsStream(resource)) {
      if (file == null) {
        return unknown;
      }
      var name = executable instanceof Method ? executable.getName() : "<init>";
      var descriptor = descriptor(executable);
      for (var method : ClassFile.of().parse(file.readAllBytes()).methods()) {
        if (method.methodName().equalsString(name)
            && method.methodType().equalsString(descriptor)) {
          return variables(method, executable);
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      return unknown;
    }
    return unknown;
  }

  private static List<@Nullable String> variables(MethodModel method, Executable executable) {
    var names = new ArrayList<@Nullable String>();
    int slot = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
    for (var type : executable.getParameterTypes()) {
      names.add(variable(method, slot));
      slot += type == long.class || type == double.class ? 2 : 1;
    }
    return names;
  }

  private static @Nullable String variable(MethodModel method, int slot) {
    var code = method.findAttribute(Attributes.code());
    if (code.isEmpty()) {
      return null;
    }
    var table = code.get().findAttribute(Attributes.localVariableTable());
    if (table.isPresent()) {
      for (var variable : table.get().localVariables()) {
        // A later variable may have the same slot; a parameter starts with the method.
        if (variable.slot() == slot && variable.startPc() == 0) {
          return variable.name().stringValue();
        }
      }
    }
    return null;
  }

  private static String descriptor(Executable executable) {
    var descriptor = new StringBuilder("(");
    for (var parameter : executable.getParameterTypes()) {
      descriptor.append(parameter.descriptorString());
    }
    var result = executable instanceof Method method ? method.getReturnType() : void.class;
    return descriptor.append(')').append(result.descriptorString()).toString();
  }

  /// What a constructor or method is called in messages.
  static String describe(Executable executable) {
    var text = new StringBuilder();
    text.append(
        executable instanceof Constructor<?>
            ? executable.getDeclaringClass().getSimpleName()
            : executable.getName());
    text.append('(');
    for (var type : executable.getParameterTypes()) {
      text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(type.getSimpleName());
    }
    return text.append(')').toString();
  }
}
