package dev.lodestar.handler;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the type variables of a class's generic supertypes stand for, seen from that class: `T` is
/// `Widget` in `Crud<T>` seen from `class Widgets extends Crud<Widget>`.
final class TypeArguments {

  private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

  /// Collects what the class and its supertypes say.
  static TypeArguments seenFrom(Class<?> type) {
    var result = new TypeArguments();
    result.collect(type);
    return result;
  }

  private void collect(Class<?> type) {
    if (type.getSuperclass() == Object.class && type.getInterfaces().length == 0) {
      return; // the usual case, in which nothing has to be parsed
    }
    Type superclass = type.getGenericSuperclass();
    if (superclass != null) {
      collectSupertype(superclass);
    }
    for (Type superinterface : type.getGenericInterfaces()) {
      collectSupertype(superinterface);
    }
  }

  private void collectSupertype(Type supertype) {
    if (supertype == Object.class) {
      return;
    }
    if (supertype instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = erase(supertype).getTypeParameters();
      Type[] actual = parameterized.getActualTypeArguments();
      for (int i = 0; i < variables.length; i++) {
        arguments.putIfAbsent(variables[i], resolve(actual[i]));
      }
    }
    collect(erase(supertype));
  }

  /// Replaces every known type variable; what is not known stays.
  Type resolve(Type type) {
    if (arguments.isEmpty()) {
      return type;
    }
    // No pattern switch: starts pass here, and its first use takes milliseconds.
    if (type instanceof ParameterizedType parameterized) {
      return new Parameterized(
          (Class<?>) parameterized.getRawType(),
          resolveAll(parameterized.getActualTypeArguments()),
          parameterized.getOwnerType());
    }
    if (type instanceof TypeVariable<?> variable) {
      return arguments.getOrDefault(variable, variable);
    }
    if (type instanceof WildcardType wildcard) {
      return new Wildcard(
          resolveAll(wildcard.getUpperBounds()), resolveAll(wildcard.getLowerBounds()));
    }
    return type instanceof GenericArrayType array
        ? arrayOf(resolve(array.getGenericComponentType()))
        : type;
  }

  private Type[] resolveAll(Type[] types) {
    Type[] resolved = new Type[types.length];
    for (int i = 0; i < types.length; i++) {
      resolved[i] = resolve(types[i]);
    }
    return resolved;
  }

  /// The class that values of the type have at run time.
  static Class<?> erase(Type type) {
    if (type instanceof Class<?> plain) {
      return plain; // the usual case, without the start-up cost of a pattern switch
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof TypeVariable<?> variable) {
      return erase(variable.getBounds()[0]);
    }
    if (type instanceof WildcardType wildcard) {
      return erase(wildcard.getUpperBounds()[0]);
    }
    return type instanceof GenericArrayType array
        ? erase(array.getGenericComponentType()).arrayType()
        : Object.class;
  }

  private static Type arrayOf(Type component) {
    return component instanceof Class<?> plain ? plain.arrayType() : new GenericArray(component);
  }

  /// Equal to the JDK's own parameterized types, so that either may be a key.
  private static final class Parameterized implements ParameterizedType {
    private final Class<?> rawType;
    private final Type[] arguments;
    private final @Nullable Type owner;

    Parameterized(Class<?> rawType, Type[] arguments, @Nullable Type owner) {
      this.rawType = rawType;
      this.arguments = arguments;
      this.owner = owner;
    }

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return rawType;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ParameterizedType that
          && rawType.equals(that.getRawType())
          && Objects.equals(owner, that.getOwnerType())
          && Arrays.equals(arguments, that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(arguments) ^ Objects.hashCode(owner) ^ rawType.hashCode();
    }

    @Override
    public String toString() {
      return TypeNames.of(this);
    }
  }

  private record GenericArray(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof GenericArrayType that
          && component.equals(that.getGenericComponentType());
    }

    @Override
    public int hashCode() {
      return component.hashCode();
    }

    @Override
    public String toString() {
      return TypeNames.of(this);
    }
  }

  private static final class Wildcard implements WildcardType {
    private final Type[] upper;
    private final Type[] lower;

    Wildcard(Type[] upper, Type[] lower) {
      this.upper = upper;
      this.lower = lower;
    }

    @Override
    public Type[] getUpperBounds() {
      return upper.clone();
    }

    @Override
    public Type[] getLowerBounds() {
      return lower.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WildcardType that
          && Arrays.equals(upper, that.getUpperBounds())
          && Arrays.equals(lower, that.getLowerBounds());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(lower) ^ Arrays.hashCode(upper);
    }

    @Override
    public String toString() {
      return TypeNames.of(this);
    }
  }
}
