package dev.lodestar;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes an annotation of your own set something on the layer of the handler or controller that it
/// stands on.
///
/// ```java
/// @ConfiguredBy(RequiresRole.Rule.class)
/// @Retention(RetentionPolicy.RUNTIME)
/// @interface RequiresRole {
///   String value();
///
///   final class Rule implements ConfiguredBy.Configurer<RequiresRole> {
///     public void configure(RequiresRole annotation, AnnotatedLayer layer) {
///       layer.metadata(ROLE, annotation.value()).guard(Guards::hasRole);
///     }
///   }
/// }
/// ```
///
/// An annotation that only carries fixed settings needs no code: it bears [Guarded], [Tags] and the
/// like itself.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface ConfiguredBy {

  /// What the annotation does; a class with a constructor without parameters.
  ///
  /// @return the class
  Class<? extends Configurer<?>> value();

  /// Turns one kind of annotation into settings. An instance is made for each annotation, while an
  /// application is built.
  ///
  /// @param <A> the kind of annotation
  @FunctionalInterface
  interface Configurer<A extends Annotation> {

    /// Sets what the annotation says.
    ///
    /// @param annotation the annotation
    /// @param layer the layer of what it stands on
    void configure(A annotation, AnnotatedLayer layer);
  }
}
