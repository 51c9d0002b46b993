package dev.lodestar.server.websocket;

/// What carries the bytes of one WebSocket, such as an HTTP/1.1 connection. Used on its event loop
/// only, [#execute(Runnable)] apart.
public interface Wire {
  /// Runs a task on the event loop; called by any thread.
  ///
  /// @throws java.util.concurrent.RejectedExecutionException if the event loop has ended
  void execute(Runnable task);

  /// Returns the time of the event loop's clock, in nanoseconds.
  long now();

  /// Returns what counts what sockets keep in memory.
  Memory memory();

  /// Writes bytes, behind all that were written before; [#flush()] sends them.
  ///
  /// @param bytes holds them, from its beginning on; nobody changes them any more
  /// @param taken called when the client, or the operating system for it, has taken them; never, if
  ///   that does not come about
  void write(byte[] bytes, int length, Runnable taken);

  /// Sends what was written.
  void flush();

  /// Takes note that the socket wants to receive again, or wants to no longer: see
  /// [OpenSocket#isFull()].
  void settle();

  /// Ends the connection in order: what was written is sent, and then nothing is any more. What
  /// still comes is dropped.
  void finish();

  /// Ends the connection at once.
  void abort();
}
