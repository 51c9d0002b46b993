package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds tags to the description of a handler or of all handlers of a controller, as
/// [Layer#tags(String...)] does. May stand on an annotation of your own, which then carries it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Tags {

  /// The tags.
  ///
  /// @return the tags
  String[] value();
}
