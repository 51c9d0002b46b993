package dev.lodestar.inject;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What providers provide and parameters need: a type and perhaps a qualifier. Two are equal if
/// their types, with all type arguments, and their qualifiers are. Immutable and thread-safe.
///
/// A generic type is written as an anonymous subclass:
///
/// ```java
/// Dependency<Repository<Widget>> widgets = new Dependency<>() {};
/// ```
///
/// @param <T> the type
public class Dependency<T> {
  private final Type type;
  private final Optional<Qualifier> qualifier;

  /// Creates a dependency of the type that the subclass gives as `T`, without a qualifier.
  ///
  /// @throws IllegalStateException if the subclass does not say what `T` is
  protected Dependency() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType generic)
        || generic.getRawType() != Dependency.class) {
      throw new IllegalStateException(
          "The type is not known; write it in a subclass: new Dependency<Repository<Widget>>() {}");
    }
    this.type = generic.getActualTypeArguments()[0];
    this.qualifier = Optional.empty();
  }

  private Dependency(Type type, Optional<Qualifier> qualifier) {
    this.type = boxed(type);
    this.qualifier = qualifier;
  }

  /// Returns the dependency of a class.
  ///
  /// @param <T> the type
  /// @param type the class
  /// @return the dependency, without a qualifier
  public static <T> Dependency<T> of(Class<T> type) {
    return new Dependency<>(type, Optional.empty());
  }

  /// Returns the dependency of any type.
  ///
  /// @param type the type; a primitive type stands for its wrapper class
  /// @param qualifier what tells it from others of the type
  /// @return the dependency
  public static Dependency<?> of(Type type, Optional<Qualifier> qualifier) {
    return new Dependency<>(Objects.requireNonNull(type, "type"), qualifier);
  }

  /// Returns this dependency with another qualifier.
  ///
  /// @param newQualifier the qualifier
  /// @return the new dependency
  public Dependency<T> qualifiedBy(Qualifier newQualifier) {
    return new Dependency<>(type, Optional.of(newQualifier));
  }

  /// Returns this dependency with a name; see [Qualifier#named(String)].
  ///
  /// @param name the name
  /// @return the new dependency
  public Dependency<T> named(String name) {
    return qualifiedBy(Qualifier.named(name));
  }

  /// Returns the type.
  ///
  /// @return the type, never a primitive one
  public Type type() {
    return type;
  }

  /// Returns the qualifier.
  ///
  /// @return the qualifier; nothing if there is none
  public Optional<Qualifier> qualifier() {
    return qualifier;
  }

  private static Type boxed(Type type) {
    return type instanceof Class<?> plain && plain.isPrimitive()
        ? MethodType.methodType(plain).wrap().returnType()
        : type;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Dependency<?> that
        && type.equals(that.type)
        && qualifier.equals(that.qualifier);
  }

  @Override
  public final int hashCode() {
    return 31 * type.hashCode() + qualifier.hashCode();
  }

  /// Returns type and qualifier as a parameter would be annotated.
  @Override
  public String toString() {
    return qualifier.map(value -> value + " ").orElse("") + type.getTypeName();
  }
}
