package dev.lodestar.handler;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Questions about generic types.
public final class GenericTypes {
  private GenericTypes() {}

  /// The class that values of the type have at run time.
  public static Class<?> erase(Type type) {
    return TypeArguments.erase(type);
  }

  /// The type as a person writes it: simple names, with type arguments.
  public static String nameOf(Type type) {
    return TypeNames.of(type);
  }

  /// The first type argument; null if there is none.
  public static @Nullable Type argumentOf(Type type) {
    return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : null;
  }

  /// A type seen as one of its supertypes: `JdbcWidgets`, which implements `Repository<Widget>`,
  /// seen as `Repository` is `Repository<Widget>`. The class itself where the arguments are not
  /// known.
  public static Type seenAs(Type type, Class<?> supertype) {
    Class<?> raw = erase(type);
    if (raw == supertype) {
      return type;
    }
    if (supertype.getTypeParameters().length == 0) {
      return supertype;
    }
    var arguments = TypeArguments.seenFrom(raw);
    Type found = find(raw, supertype);
    return found == null ? supertype : arguments.resolve(found);
  }

  private static @Nullable Type find(Class<?> type, Class<?> supertype) {
    Type superclass = type.getGenericSuperclass();
    if (superclass != null) {
      Type found = matching(superclass, supertype);
      if (found != null) {
        return found;
      }
    }
    for (Type superinterface : type.getGenericInterfaces()) {
      Type found = matching(superinterface, supertype);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Type matching(Type candidate, Class<?> supertype) {
    Class<?> raw = erase(candidate);
    return raw == supertype ? candidate : find(raw, supertype);
  }
}
