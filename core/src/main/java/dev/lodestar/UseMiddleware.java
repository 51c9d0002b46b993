package dev.lodestar;

import dev.lodestar.layer.Middleware;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds middleware to a handler or to all handlers of a controller, as [Layer#middleware(Class)]
/// does. May stand on an annotation of your own, which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface UseMiddleware {

  /// The classes of the middleware, outermost first; the application makes one instance of each.
  ///
  /// @return the classes
  Class<? extends Middleware>[] value();
}
