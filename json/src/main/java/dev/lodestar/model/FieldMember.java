package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reflection tells about a field of an object, before its type is modelled.
record FieldMember(
    String javaName, ResolvedType type, List<Annotation> declared, Accessors accessors) {

  static <T extends Annotation> @Nullable T find(List<Annotation> annotations, Class<T> type) {
    for (var annotation : annotations) {
      if (annotation.annotationType() == type) {
        return type.cast(annotation);
      }
    }
    return null;
  }
}
