package dev.lodestar.model;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;

/// Reads [Doc] annotations, when somebody asks.
final class Docs {
  private Docs() {}

  static Optional<String> of(AnnotatedElement element) {
    var doc = element.getDeclaredAnnotation(Doc.class);
    return doc == null ? Optional.empty() : Optional.of(doc.value());
  }

  static Optional<String> of(Enum<?> constant) {
    try {
      return of(constant.getDeclaringClass().getDeclaredField(constant.name()));
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException("A constant is a field of its enum.", impossible);
    }
  }
}
