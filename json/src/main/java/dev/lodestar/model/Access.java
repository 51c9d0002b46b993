package dev.lodestar.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.function.Function;

/// Turns members into handles, and these into a few fixed shapes, so that callers can use
/// `invokeExact`. The shapes are made at first use: generated code does not need them.
final class Access {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType SETTER =
      MethodType.methodType(void.class, Object.class, Object.class);
  private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

  private final MethodHandles.Lookup lookup;

  private Access(MethodHandles.Lookup lookup) {
    this.lookup = lookup;
  }

  /// Grants access to the members of a class: to all of them where the class is open to this
  /// module, otherwise to the public ones.
  static Access to(Class<?> type) {
    try {
      Access.class.getModule().addReads(type.getModule());
      return new Access(MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
    } catch (IllegalAccessException closed) {
      return new Access(MethodHandles.publicLookup());
    }
  }

  static String howToOpen(Class<?> type) {
    var module = type.getModule().isNamed() ? type.getModule().getName() : "its module";
    return "Make the class and its members public and export the package, or write `opens "
        + type.getPackageName()
        + " to dev.lodestar.json;` in the module-info.java of "
        + module
        + ".";
  }

  Handle getter(Member methodOrField) throws IllegalAccessException {
    return Handle.of(lookup, methodOrField);
  }

  Handle setter(Method method) throws IllegalAccessException {
    return Handle.of(lookup, method);
  }

  Handle setter(Field field) throws IllegalAccessException {
    return Handle.setting(lookup, field);
  }

  /// A handle that calls a function.
  static Handle function(Function<?, ?> function) {
    try {
      return Handle.of(
          MethodHandles.publicLookup()
              .findVirtual(Function.class, "apply", MethodType.genericMethodType(1))
              .bindTo(function));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Gives what a getter or field was turned into the shape that takes and answers an object.
  static MethodHandle asGetter(Handle read) {
    return read.get().asType(GETTER);
  }

  /// Gives what sets a field the shape that takes two objects and answers nothing.
  static MethodHandle asSetter(Handle write) {
    return write.get().asType(SETTER);
  }

  /// A handle that calls a constructor or a static method with one argument for each parameter.
  Handle creator(Executable executable) throws IllegalAccessException {
    return Handle.of(lookup, executable);
  }

  /// Gives a constructor or factory the shape to be called with all values in an array.
  static MethodHandle maker(Handle creator) {
    var handle = creator.get();
    return handle.asSpreader(Object[].class, handle.type().parameterCount()).asType(MAKER);
  }

  /// Throws what an accessor threw, checked or not: the caller's code is not ours to wrap.
  static RuntimeException unchecked(Throwable failure) {
    throw Access.<RuntimeException>sneaky(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }
}
