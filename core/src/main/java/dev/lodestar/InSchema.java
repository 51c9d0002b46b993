package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says whether the description of the API shows a handler or all handlers of a controller, as
/// [Layer#includeInSchema(boolean)] does. May stand on an annotation of your own, which then
/// carries it.
///
/// On a parameter of a handler or of a provider, it says whether that parameter is shown; one that
/// is hidden should not be required, since nobody could know that. On a component of a record whose
/// components are parameters, it says so of that one.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE, ElementType.PARAMETER})
public @interface InSchema {

  /// Whether it does.
  ///
  /// @return whether it does
  boolean value();
}
