package dev.lodestar;

import dev.lodestar.layer.Guard;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds guards to a handler or to all handlers of a controller, as [Layer#guard(Class)] does. May
/// stand on an annotation of your own, which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Guarded {

  /// The classes of the guards, in the order in which they run; the application makes one instance
  /// of each.
  ///
  /// @return the classes
  Class<? extends Guard>[] value();
}
