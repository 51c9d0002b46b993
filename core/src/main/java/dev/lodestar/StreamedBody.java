package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says that the body of requests for a handler, or for every handler of a controller, arrives
/// while it is read, as [Layer#streamedBody(boolean)] does. May stand on an annotation of your own,
/// which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface StreamedBody {

  /// Whether it does; `false` on a handler takes back what its controller says.
  ///
  /// @return whether it does
  boolean value() default true;
}
