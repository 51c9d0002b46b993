package dev.lodestar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method the handler of WebSockets. It takes the socket as a parameter and returns
/// nothing; path, query, headers, cookies and dependencies are taken as by every handler, before
/// the handshake is answered.
///
/// ```java
/// @WebSocketRoute("/chat/{room}")
/// void chat(String room, WebSocket socket) { … }
/// ```
///
/// A path may have a handler of GET requests as well, which then gets those that ask for no socket;
/// without one, they are answered with 426.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WebSocketRoute {

  /// The paths, below those of the controller and its routers; several make several routes. The
  /// grammar of path templates is described at [Route#value()].
  ///
  /// @return the path templates; the path of the controller itself by default
  String[] value() default "";

  /// The name of the route for reverse URLs, unique in the application.
  ///
  /// @return the name; by default the route has none and is found by its method reference
  String name() default "";
}
