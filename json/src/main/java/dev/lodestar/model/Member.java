package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reflection tells about a field of an object, before its type is modelled.
record Member(
    String javaName,
    ResolvedType type,
    List<Annotation> declared,
    boolean writable,
    @Nullable MethodHandle getter,
    @Nullable MethodHandle setter,
    java.lang.reflect.@Nullable Member readFrom,
    java.lang.reflect.@Nullable Member writtenTo) {

  static <T extends Annotation> @Nullable T find(List<Annotation> annotations, Class<T> type) {
    for (var annotation : annotations) {
      if (annotation.annotationType() == type) {
        return type.cast(annotation);
      }
    }
    return null;
  }
}
