package dev.lodestar.engine;

import dev.lodestar.http.Key;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The application's side of a WebSocket: what the engine tells it once the response that opens the
/// socket was returned. Either [#failed()] is called, once, or [#opened(WebSocketConnection)] and
/// later [#closed(int, String)], once each. None of them blocks, so all may be called on an event
/// loop. The completion of the response comes last; it may wait for the handler.
///
/// That a server stops is not told here: the application asks for it with
/// [dev.lodestar.http.Request#whenServerStops(Runnable)], and closes with 1001.
public interface WebSocketSession {
  /// The attribute by which the application learns where handlers run: each task gets a virtual
  /// thread that is scheduled on the event loop of the connection. Set by engines that have one,
  /// beside the [dev.lodestar.http.WebSocketOffer].
  Key<Executor> THREADS = Key.of("dev.lodestar.websocket.threads", Executor.class);

  /// The head of the response has been sent, so messages can be.
  ///
  /// @param connection the engine's side
  void opened(WebSocketConnection connection);

  /// The head of the response could not be sent; [#opened(WebSocketConnection)] will not be called.
  void failed();

  /// The connection is closed, by whomever: nothing can be sent any more, and what can still be
  /// received has come already.
  ///
  /// @param code the code of whoever closed first; 1005 if the client gave none, 1006 if there was
  ///   no close frame
  /// @param reason the reason beside it, perhaps empty
  void closed(int code, String reason);

  /// The time that a stopping server gives its requests has passed: a handler that still runs is
  /// interrupted. May be called at any time, and more than once.
  void interrupt();

  /// Returns what the handler has failed with unexpectedly after the socket was opened. Test
  /// clients throw it again in the test; nothing of it goes to the client.
  ///
  /// @return what escaped from the handler; nothing if nothing has
  default Optional<Throwable> failure() {
    return Optional.empty();
  }
}
