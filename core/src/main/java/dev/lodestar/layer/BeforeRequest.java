package dev.lodestar.layer;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import java.util.Optional;

/// A hook between guards and handler. The nearest layer's hook runs, alone: it replaces those of
/// the layers around it. Thread-safe; it may block.
@FunctionalInterface
public interface BeforeRequest {

  /// Looks at a request whose input has not been read yet.
  ///
  /// @param request the request, with its path parameters
  /// @param route what the handler's declaration and its layers say
  /// @return a response to send instead of calling the handler, whatever it holds; nothing to go on
  /// @throws Exception whatever goes wrong, handled as if the handler had thrown it
  Optional<? extends Response<?>> before(Request request, RouteMetadata route) throws Exception;
}
