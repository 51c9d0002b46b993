package dev.lodestar;

import dev.lodestar.layer.Middleware;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Leaves middleware out for a handler or for all handlers of a controller, as
/// [Layer#withoutMiddleware(Class)] does. May stand on an annotation of your own, which then
/// carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface WithoutMiddleware {

  /// The classes of the middleware; their subclasses are left out too.
  ///
  /// @return the classes
  Class<? extends Middleware>[] value();
}
