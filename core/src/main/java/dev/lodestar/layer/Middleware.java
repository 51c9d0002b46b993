package dev.lodestar.layer;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;

/// Stands around the handling of requests: sees each request before everything further inside, and
/// the response after it.
///
/// All middleware of a route runs, that of the outermost layer first. Middleware of the application
/// itself also sees requests for which there is no route, and automatic answers to OPTIONS. What is
/// further inside never throws: its failures have become error responses when they arrive here
/// ([Response#failure()] tells the exception). One object serves all requests: it must be
/// thread-safe. It may block.
///
/// ```java
/// static Response<?> timed(Request request, Next next) {
///   var start = System.nanoTime();
///   var response = next.handle(request);
///   return response.header("Server-Timing", "app;dur=" + (System.nanoTime() - start) / 1_000_000);
/// }
/// ```
@FunctionalInterface
public interface Middleware {

  /// Answers a request, usually with what is further inside.
  ///
  /// The response of `next` is rendered: it has a status, and its entity is a
  /// `dev.lodestar.engine.ResponseBody`. Returned unchanged it costs nothing. Another response is
  /// rendered like the result of a handler.
  ///
  /// @param request the request
  /// @param next everything further inside
  /// @return the response
  /// @throws Exception whatever goes wrong, handled as if the handler had thrown it
  Response<?> handle(Request request, Next next) throws Exception;

  /// Says where this middleware stands among the others of a route; by default where it was
  /// declared. Asked when the application is built; so middleware that is registered by its class
  /// and takes dependencies, which is made at the start, is not asked.
  ///
  /// @return its constraints
  default MiddlewareOrder order() {
    return MiddlewareOrder.asDeclared();
  }
}
