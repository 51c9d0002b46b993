package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method the handler of PUT requests.
///
/// ```java
/// @Put("/{sku}")
/// Widget replace(String sku, @Body Widget widget) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Put {

  /// The paths, below those of the controller and its routers; several make several routes. The
  /// grammar of path templates is described at [Route#value()].
  ///
  /// @return the path templates; the path of the controller itself by default
  String[] value() default "";

  /// The status of a successful response.
  ///
  /// @return the code; by default 204 if the handler returns nothing, else 200
  int status() default 0;

  /// The media types that the response can have, the preferred one first. With several of them, the
  /// header `Accept` of the request decides.
  ///
  /// @return for instance `text/html`; none by default: the return type decides
  String[] produces() default {};

  /// The media types that the body of a request may have; others are answered 415.
  ///
  /// @return for instance `application/json`; none by default: the type of the body decides
  String[] consumes() default {};

  /// The name of the route for reverse URLs, unique in the application.
  ///
  /// @return the name; by default the route has none and is found by its method reference
  String name() default "";
}
