package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from a query parameter.
///
/// On a parameter of a simple type it is needed only for another name than the parameter's, or
/// where another rule would take precedence: without an annotation such a parameter is a query
/// parameter anyway. On a record, each component is a query parameter of its name.
///
/// ```java
/// @Get("/search")
/// List<Hit> search(@Query("q") String text, @Default("20") int limit) { … }
///
/// record Filter(Optional<LocalDate> since, @Default({}) List<String> tag) {}
///
/// @Get("/articles")
/// List<Article> articles(@Query Filter filter) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Query {

  /// The name of the query parameter; case-sensitive. On a record, what stands before the names of
  /// its components, with a dot between.
  ///
  /// @return the name; by default the name of the handler parameter, and on a record nothing
  String value() default "";
}
