package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from a parameter of the path template.
///
/// Needed only for another name than the parameter's: a parameter whose name is in the path
/// template takes its value from there anyway.
///
/// ```java
/// @Get("/{id}")
/// Widget get(@PathParam("id") long number) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface PathParam {

  /// The name in the path template.
  ///
  /// @return the name; by default the name of the handler parameter
  String value() default "";
}
