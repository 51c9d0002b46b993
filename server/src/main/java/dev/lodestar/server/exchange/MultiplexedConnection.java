package dev.lodestar.server.exchange;

import dev.lodestar.http.Connection;

/// What the streams of a connection that has many ask of it. Used on the event loop only.
public interface MultiplexedConnection {
  /// The event loop of the connection.
  LoopContext loop();

  /// What is known of the client.
  Connection connection();

  /// What the streams may have of the memory for bodies.
  BodyMemory memory();

  /// Those of its streams that have no end of their own.
  LastingStreams lasting();

  /// Takes note that a thread is still at work for a stream that is no more.
  void orphaned();

  /// Takes note that such a thread has ended.
  void orphanEnded();

  /// Closes the connection after a failure of the server itself.
  void fail(Throwable failure);
}
