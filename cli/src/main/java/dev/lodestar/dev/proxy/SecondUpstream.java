package dev.lodestar.dev.proxy;

import dev.lodestar.http.Request;

/// A server beside the application, such as that of a front end's build tool. It gets what it
/// claims, and every request that the application has no route for; what a handler answers, 404
/// included, stays the application's answer. WebSockets are shared out in the same way.
/// Implementations are thread-safe.
public interface SecondUpstream {

  /// Returns where it is.
  ///
  /// @return the server; the same one as long as it runs
  Upstream upstream();

  /// Tells whether a request goes there without the application being asked, also while the
  /// application cannot be compiled: paths that only this server knows. Must not block.
  ///
  /// @param request the request; its body has not been read
  /// @return whether it does
  boolean claims(Request request);
}
