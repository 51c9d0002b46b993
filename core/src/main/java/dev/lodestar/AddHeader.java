package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds a header to the responses of a handler or of all handlers of a controller, as
/// [Layer#header(String, String)] does. May stand on an annotation of your own, which then carries
/// it.
///
/// ```java
/// @Get("/logo")
/// @AddHeader(name = "Cache-Control", value = "public, max-age=3600")
/// byte[] logo() { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(AddHeader.All.class)
public @interface AddHeader {

  /// The name of the header, a token.
  ///
  /// @return the name
  String name();

  /// The value of the header.
  ///
  /// @return the value
  String value();

  /// Several headers.
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
  @interface All {

    /// The headers.
    ///
    /// @return the headers
    AddHeader[] value();
  }
}
