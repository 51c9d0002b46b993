package dev.lodestar.layer;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;

/// Lets a request in, or refuses it.
///
/// All guards of a route run, those of the outermost layer first, after its middleware and before
/// anything of the request's input is read: who may not enter neither pays for validation nor
/// learns from it. They do not run for the automatic answers to OPTIONS, nor where there is no
/// route. One guard serves all requests: it must be thread-safe. It may block.
///
/// ```java
/// static void apiKey(Request request, RouteMetadata route) {
///   if (!request.headers().first("X-Api-Key").equals(Optional.of("secret"))) {
///     throw HttpException.unauthorized("ApiKey", "Send the header X-Api-Key.");
///   }
/// }
///
/// Router.at("/widgets").guard(Guards::apiKey)
/// ```
@FunctionalInterface
public interface Guard {

  /// Returns if the request may go on.
  ///
  /// @param request the request, with its path parameters; its body has not been looked at
  /// @param route what the handler's declaration and its layers say
  /// @throws HttpException to refuse the request: [HttpException#unauthorized(String, String)] if
  ///   the client has to say who it is, [HttpException#forbidden(String)] if it may not do this
  /// @throws Exception whatever else goes wrong, handled as if the handler had thrown it
  void check(Request request, RouteMetadata route) throws Exception;
}
