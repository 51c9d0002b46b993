package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from a query parameter.
///
/// Needed only for another name than the parameter's, or where another rule would take precedence:
/// an unannotated parameter of a simple type is a query parameter anyway.
///
/// ```java
/// @Get("/search")
/// List<Hit> search(@Query("q") String text, @Default("20") int limit) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Query {

  /// The name of the query parameter; case-sensitive.
  ///
  /// @return the name; by default the name of the handler parameter
  String value() default "";
}
