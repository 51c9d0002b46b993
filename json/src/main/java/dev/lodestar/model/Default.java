package dev.lodestar.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives the value that is taken when the client sends none.
///
/// ```java
/// record Search(
///     String query, @Default("20") int limit, @Default({"name", "age"}) List<String> sort) {}
/// ```
///
/// The text is parsed by the converter of the type when the application starts, so a text that does
/// not fit the type is a start-up error. A list, set or array takes its elements as several texts;
/// `@Default({})` is the empty list. Any other type takes exactly one text. A type without a text
/// form (a record, a map) cannot have a default, and neither can an `Optional`, which is empty when
/// the value is missing.
///
/// A parameter or field with a default is not required. A value that is present but null is still
/// an error, unless the type is marked `@Nullable`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Default {

  /// The default as text, or the texts of the elements of a collection.
  ///
  /// @return the texts
  String[] value();
}
