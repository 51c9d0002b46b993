package dev.lodestar.engine;

/// What the application does when a response is over: releases what the response needed, and starts
/// what was put off until after it.
///
/// ```java
/// var accounted = response.withCompletion(delivery -> ledger.close(delivery));
/// ```
@FunctionalInterface
public interface Completion {

  /// Called exactly once for each response that the application has returned to an engine, after
  /// the last byte of it was written, or when it is certain that this will never happen; for
  /// content that is produced while it is sent, after its producer has ended. May block: it is
  /// called on a virtual thread, which is not the one of the request, and neither the client nor
  /// the next request of the connection waits for it. A server that stops waits for it until its
  /// deadline. Whatever is thrown is logged and changes nothing.
  ///
  /// @param delivery what became of the response
  void completed(Delivery delivery);
}
