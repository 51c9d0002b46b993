package dev.lodestar.sse;

import java.io.IOException;

/// What a producer sends its events with; see [Sse#produce(EventProducer)]. Thread-safe: several
/// threads may send, and each event arrives whole.
///
/// @param <T> the type of the data
public interface EventSender<T> {

  /// Sends an event of data only. Blocks while the client is slower than the producer.
  ///
  /// @param data what is sent: a `String` as it is, anything else as JSON
  /// @throws StreamEndedException if the stream ends because the server stops; the data was not
  ///   sent
  /// @throws IOException if the client has gone, which is a
  ///   [dev.lodestar.http.ClientDisconnectedException], or the connection has failed
  /// @throws IllegalStateException if the producer has returned already
  void send(T data) throws IOException;

  /// Sends an event. Blocks while the client is slower than the producer.
  ///
  /// @param event the event
  /// @throws StreamEndedException if the stream ends because the server stops; the event was not
  ///   sent
  /// @throws IOException as [#send(Object)] does
  /// @throws IllegalStateException if the producer has returned already
  void send(ServerSentEvent<? extends T> event) throws IOException;

  /// Tells whether it makes sense to go on: the server does not stop, and nothing that was sent has
  /// failed. A client that left is noticed when something is sent, or by an interruption of the
  /// producer's thread.
  ///
  /// @return `false` if the next event would be refused
  boolean isOpen();
}
