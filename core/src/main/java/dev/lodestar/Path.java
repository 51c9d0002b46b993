package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Puts the handlers of a controller class below a path.
///
/// ```java
/// @Path("/widgets")
/// final class Widgets {
///   @Get("/{sku}")
///   Widget get(String sku) { … }   // GET /widgets/{sku}
/// }
/// ```
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Path {

  /// The path, below those of the routers that the controller is registered with.
  ///
  /// @return a path template as [Route#value()] describes it
  String value();
}
