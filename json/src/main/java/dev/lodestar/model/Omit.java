package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says when a field is left out of what is written, whatever the setting of the codecs is. On a
/// type it holds for all of its fields that do not say otherwise.
///
/// ```java
/// record Person(String name, @Omit(Omission.IF_EMPTY) List<String> nicknames) {}
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface Omit {

  /// When the field is left out.
  ///
  /// @return the rule
  Omission value();
}
