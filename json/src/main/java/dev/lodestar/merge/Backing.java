package dev.lodestar.merge;

import dev.lodestar.model.FieldModel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/// The field of a class in which a setter keeps its value: the one with the name of the property.
/// It tells what there was where no getter does, or where the getter shows something else; and what
/// is put back into it does not go through the setter, which may keep something else than it gets.
final class Backing {
  private static final MethodType READ = MethodType.methodType(Object.class, Object.class);
  private static final MethodType WRITE =
      MethodType.methodType(void.class, Object.class, Object.class);

  private final MethodHandle read;
  private final @Nullable MethodHandle write;

  private Backing(MethodHandle read, @Nullable MethodHandle write) {
    this.read = read;
    this.write = write;
  }

  /// Finds the field behind a property; null if there is none, or its class is not open to this
  /// module.
  static @Nullable Backing of(FieldModel property) {
    if (!(property.setter().orElse(null) instanceof Method setter)) {
      return null;
    }
    for (Class<?> owner = setter.getDeclaringClass();
        owner != null;
        owner = owner.getSuperclass()) {
      for (var field : owner.getDeclaredFields()) {
        if (field.getName().equals(property.javaName())) {
          return of(owner, field);
        }
      }
    }
    return null;
  }

  private static @Nullable Backing of(Class<?> owner, Field field) {
    if (Modifier.isStatic(field.getModifiers())) {
      return null;
    }
    try {
      Backing.class.getModule().addReads(owner.getModule());
      var lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      boolean fixed = Modifier.isFinal(field.getModifiers());
      return new Backing(
          lookup.unreflectGetter(field).asType(READ),
          fixed ? null : lookup.unreflectSetter(field).asType(WRITE));
    } catch (IllegalAccessException closed) {
      return null;
    }
  }

  @Nullable Object read(Object target) {
    try {
      return (@Nullable Object) read.invokeExact(target);
    } catch (Throwable impossible) {
      throw new IllegalStateException("A field cannot be read.", impossible);
    }
  }

  /// Puts a value into the field, unless it is final and has what it always had.
  void write(Object target, @Nullable Object value) {
    if (write == null) {
      return;
    }
    try {
      write.invokeExact(target, value);
    } catch (Throwable impossible) {
      throw new IllegalStateException("A field cannot be written.", impossible);
    }
  }
}
