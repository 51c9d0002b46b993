package dev.lodestar.layer;

import dev.lodestar.http.Request;
import dev.lodestar.http.Status;

/// A hook after a response has been sent, or could not be because the client had gone. The nearest
/// layer's hook runs, alone: it replaces those of the layers around it. It runs for every response
/// of a route, errors included, after dependencies were closed and background tasks were run.
/// Thread-safe; it may block. What it throws is logged and changes nothing.
@FunctionalInterface
public interface AfterResponse {

  /// Notes that a request is over.
  ///
  /// @param request the request
  /// @param status the status of the response
  /// @throws Exception whatever goes wrong; it is logged
  void after(Request request, Status status) throws Exception;
}
