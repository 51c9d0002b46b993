package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what happens when a document has fields that a type does not have, whatever the setting of
/// the codecs is: they are a problem, or with `@Strict(false)` ignored. It also holds for the
/// subclasses of a class and for the classes that implement an interface, unless they have one of
/// their own.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Strict {

  /// Whether unknown fields are refused.
  ///
  /// @return false to ignore them
  boolean value() default true;
}
