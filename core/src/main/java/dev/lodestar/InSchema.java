package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says whether the description of the API shows a handler or all handlers of a controller, as
/// [Layer#includeInSchema(boolean)] does. May stand on an annotation of your own, which then
/// carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface InSchema {

  /// Whether it does.
  ///
  /// @return whether it does
  boolean value();
}
