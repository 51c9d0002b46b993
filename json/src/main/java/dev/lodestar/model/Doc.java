package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a type, a field, the constant of an enum, a method or a parameter for the readers of
/// an API description.
///
/// ```java
/// @Doc("What a customer ordered.")
/// record Order(@Doc("Eight characters, as printed on the label.") String sku, int amount) {}
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.TYPE,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
public @interface Doc {

  /// The text.
  ///
  /// @return one or more sentences, CommonMark
  String value();
}
