package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from a cookie of the request. On a record, each component
/// is a cookie of its name.
///
/// ```java
/// @Get("/")
/// String home(@Cookie("theme") @Default("light") String theme) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Cookie {

  /// The name of the cookie; case-sensitive.
  ///
  /// @return the name; by default the name of the handler parameter
  String value() default "";
}
