package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Limits the bodies of requests for a handler or for all handlers of a controller, as
/// [Layer#bodyLimit(long)] does. May stand on an annotation of your own, which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface BodyLimit {

  /// The largest body in bytes, 0 or more.
  ///
  /// @return the number of bytes
  long value();
}
