package dev.lodestar.model;

import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/// What the annotations of a class say about all of its fields. Each is taken from the class, or
/// else from the nearest superclass or interface that has it.
///
/// @param naming how names are written; null if nothing is said
/// @param strict whether unknown fields are refused; null if nothing is said
/// @param omission when fields are left out; null if nothing is said
record TypeTraits(
    @Nullable NamingStrategy naming, @Nullable Boolean strict, @Nullable Omission omission) {

  static TypeTraits of(Class<?> type) {
    var naming = find(type, Naming.class);
    var strict = find(type, Strict.class);
    var omit = find(type, Omit.class);
    return new TypeTraits(
        naming == null ? null : naming.value(),
        strict == null ? null : strict.value(),
        omit == null ? null : omit.value());
  }

  static <A extends Annotation> @Nullable A find(Class<?> type, Class<A> annotation) {
    var own = type.getDeclaredAnnotation(annotation);
    if (own != null) {
      return own;
    }
    var parent = type.getSuperclass();
    if (parent != null && parent != Object.class && parent != Record.class) {
      own = find(parent, annotation);
    }
    for (var contract : own == null ? type.getInterfaces() : new Class<?>[0]) {
      own = own == null ? find(contract, annotation) : own;
    }
    return own;
  }
}
