package dev.lodestar.test;

import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.websocket.WebSocketMessage;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// An end of a WebSocket with what tests need beside what engines do.
interface ClientSocket extends WebSocketConnection {

  /// Waits for the next message for some time.
  ///
  /// @throws TimeoutException if none comes, and the socket is not closed
  WebSocketMessage receive(Duration timeout) throws InterruptedException, TimeoutException;

  /// Ends the connection without a word, as a client that crashes.
  void abort();
}
