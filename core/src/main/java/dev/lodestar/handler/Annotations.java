package dev.lodestar.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Annotations of a declaration together with those of the declarations it overrides.
final class Annotations {

  /// By name, so that an application may run without the annotations on its path.
  private static final String NULLABLE = "org.jspecify.annotations.Nullable";

  private Annotations() {}

  /// Lists annotations, nearest declaration first; of each type only the nearest counts.
  static List<Annotation> merge(AnnotatedElement nearest, List<? extends AnnotatedElement> others) {
    Annotation[] own = nearest.getAnnotations();
    if (others.isEmpty()) {
      return List.of(own);
    }
    var merged = new ArrayList<>(List.of(own));
    for (AnnotatedElement other : others) {
      for (Annotation annotation : other.getAnnotations()) {
        if (find(merged, annotation.annotationType()).isEmpty()) {
          merged.add(annotation);
        }
      }
    }
    return List.copyOf(merged);
  }

  static <A extends Annotation> Optional<A> find(List<Annotation> annotations, Class<A> type) {
    for (Annotation annotation : annotations) {
      if (annotation.annotationType() == type) {
        return Optional.of(type.cast(annotation));
      }
    }
    return Optional.empty();
  }

  static boolean isNullable(AnnotatedType type) {
    for (Annotation annotation : type.getAnnotations()) {
      if (annotation.annotationType().getName().equals(NULLABLE)) {
        return true;
      }
    }
    return false;
  }
}
