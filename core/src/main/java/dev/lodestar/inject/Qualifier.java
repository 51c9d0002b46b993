package dev.lodestar.inject;

import jakarta.inject.Named;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What tells providers of one type apart: a name, or an annotation that is itself annotated with
/// `jakarta.inject.Qualifier`. Annotations are compared together with their members. Immutable.
///
/// @param annotation the type of the annotation; `jakarta.inject.Named` for a name
/// @param value the name, the annotation if it has members, or an empty text
public record Qualifier(Class<? extends Annotation> annotation, Object value) {

  /// Checks that nothing is missing.
  public Qualifier {
    Objects.requireNonNull(annotation, "annotation");
    Objects.requireNonNull(value, "value");
  }

  /// Returns the qualifier of a name, equal to that of the annotation `@Named(name)`.
  ///
  /// @param name the name, compared exactly
  /// @return the qualifier
  public static Qualifier named(String name) {
    return new Qualifier(Named.class, name);
  }

  /// Returns the qualifier of an annotation without members.
  ///
  /// @param annotation the type of the annotation
  /// @return the qualifier
  /// @throws IllegalArgumentException if the annotation has members, or is not itself annotated
  ///   with `jakarta.inject.Qualifier`
  public static Qualifier of(Class<? extends Annotation> annotation) {
    if (!annotation.isAnnotationPresent(jakarta.inject.Qualifier.class)
        || annotation.getDeclaredMethods().length > 0) {
      throw new IllegalArgumentException(
          "@"
              + annotation.getSimpleName()
              + " is no qualifier without members; a qualifier is annotated with"
              + " jakarta.inject.Qualifier, and one that has members is written as an annotation.");
    }
    return new Qualifier(annotation, "");
  }

  /// Finds the qualifier among annotations.
  ///
  /// @param annotations the annotations of a declaration
  /// @return the first qualifier; nothing if there is none
  public static Optional<Qualifier> in(List<? extends Annotation> annotations) {
    for (var candidate : annotations) {
      var type = candidate.annotationType();
      if (candidate instanceof Named name) {
        return Optional.of(named(name.value()));
      }
      if (type.isAnnotationPresent(jakarta.inject.Qualifier.class)) {
        return Optional.of(
            new Qualifier(type, type.getDeclaredMethods().length == 0 ? "" : candidate));
      }
    }
    return Optional.empty();
  }

  /// Returns the qualifier as an annotation.
  @Override
  public String toString() {
    if (annotation == Named.class) {
      return "@Named(\"" + value + "\")";
    }
    var members = value instanceof Annotation ? value.toString() : "()";
    var arguments = members.substring(members.indexOf('('));
    return "@" + annotation.getSimpleName() + (arguments.equals("()") ? "" : arguments);
  }
}
