package dev.lodestar.layer;

import dev.lodestar.http.Request;

/// Sees every failure that becomes an error response, exactly once, before it is answered; client
/// errors and requests without a route included. Thread-safe. What an observer throws is logged and
/// changes nothing.
@FunctionalInterface
public interface ErrorObserver {

  /// Notes a failure.
  ///
  /// @param failure what was thrown
  /// @param request the request
  void observe(Throwable failure, Request request);
}
