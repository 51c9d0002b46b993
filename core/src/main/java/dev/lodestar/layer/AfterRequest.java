package dev.lodestar.layer;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;

/// A hook between handler and rendering. The nearest layer's hook runs, alone: it replaces those of
/// the layers around it. It runs for what a handler or a [BeforeRequest] hook answers, not for
/// errors. Thread-safe; it may block.
@FunctionalInterface
public interface AfterRequest {

  /// Looks at a response before it is rendered: its entity is what the handler returned.
  ///
  /// @param request the request
  /// @param response the response; it has a status only if the handler gave it one, and no entity
  ///   if the handler returned nothing
  /// @return this response, or another one
  /// @throws Exception whatever goes wrong, handled as if the handler had thrown it
  Response<?> after(Request request, Response<?> response) throws Exception;
}
