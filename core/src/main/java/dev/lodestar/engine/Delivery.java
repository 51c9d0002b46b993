package dev.lodestar.engine;

/// What became of a response.
public enum Delivery {
  /// Every byte was handed to the operating system. Whether the client has read them, nobody knows.
  SENT,
  /// Not every byte was: the client left, the connection failed, the producer of the content
  /// failed, a time-out passed, or the server was stopped.
  ABORTED
}
