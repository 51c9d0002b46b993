package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes the value of a handler parameter from a request header.
///
/// A `List`, `Set` or array takes the elements of the comma-separated list, over all lines of the
/// header. On a record, each component is a header of its name.
///
/// ```java
/// @Get("/feed")
/// String feed(@Header Optional<String> userAgent, @Header("X-Tenant") String tenant) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Header {

  /// The name of the header, in any case.
  ///
  /// @return the name; by default the name of the handler parameter with its words separated by
  ///   dashes: `ifModifiedSince` reads `If-Modified-Since`
  String value() default "";
}
