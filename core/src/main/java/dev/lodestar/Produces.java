package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what results are sent as, for all handlers of a controller, as
/// [Layer#produces(dev.lodestar.http.MediaType...)] does. What a handler's own mapping says counts
/// more. May stand on an annotation of your own, which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Produces {

  /// The media types, the preferred one first.
  ///
  /// @return for instance `application/vnd.msgpack`
  String[] value();
}
