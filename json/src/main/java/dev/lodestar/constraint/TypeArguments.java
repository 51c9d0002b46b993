package dev.lodestar.constraint;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a class puts for a type variable of an interface.
final class TypeArguments {
  private TypeArguments() {}

  /// The class that stands for a variable, without generics; the bound of the variable where the
  /// class says nothing.
  static Class<?> of(Class<?> type, Class<?> generic, int variable) {
    var found = find(type, generic, variable, Map.of());
    return found == null ? raw(generic.getTypeParameters()[variable], Map.of()) : found;
  }

  private static @Nullable Class<?> find(
      Class<?> type, Class<?> generic, int variable, Map<Type, Class<?>> scope) {
    if (type == generic) {
      return raw(generic.getTypeParameters()[variable], scope);
    }
    for (var parent : type.getGenericInterfaces()) {
      var found = inParent(parent, generic, variable, scope);
      if (found != null) {
        return found;
      }
    }
    var parent = type.getGenericSuperclass();
    return parent == null ? null : inParent(parent, generic, variable, scope);
  }

  private static @Nullable Class<?> inParent(
      Type parent, Class<?> generic, int variable, Map<Type, Class<?>> scope) {
    var raw = raw(parent, scope);
    if (!generic.isAssignableFrom(raw)) {
      return null;
    }
    var inner = new HashMap<Type, Class<?>>();
    if (parent instanceof ParameterizedType parameterized) {
      var arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        inner.put(raw.getTypeParameters()[i], raw(arguments[i], scope));
      }
    }
    return find(raw, generic, variable, inner);
  }

  private static Class<?> raw(Type type, Map<Type, Class<?>> scope) {
    if (type instanceof Class<?> c) {
      return c;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return raw(array.getGenericComponentType(), scope).arrayType();
    }
    if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0], scope);
    }
    var known = scope.get(type);
    return known != null ? known : raw(((TypeVariable<?>) type).getBounds()[0], Map.of());
  }
}
