package dev.lodestar.sse;

import java.io.IOException;

/// The stream ends because the server stops, so no more events can be sent. A producer lets it
/// pass; it is no failure.
public final class StreamEndedException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Creates an exception.
  ///
  /// @param message what has ended, a sentence
  public StreamEndedException(String message) {
    super(message);
  }
}
