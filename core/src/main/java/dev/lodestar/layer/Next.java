package dev.lodestar.layer;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import java.util.Optional;

/// What is further inside of a [Middleware]. Belongs to one request and its thread.
public interface Next {

  /// Handles the request further inside. May be called again, for instance to retry.
  ///
  /// @param request the request; another one than was given for instance with more attributes; its
  ///   route stays the same
  /// @return the rendered response; failures have become error responses
  Response<?> handle(Request request);

  /// Tells the route of the request.
  ///
  /// @return the route; nothing if there is none, so that the answer will be 404, 405 or the
  ///   automatic one to OPTIONS
  Optional<RouteMetadata> route();
}
