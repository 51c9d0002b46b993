package dev.lodestar.http;

import java.io.IOException;

/// The client has gone while its request was read or its response was written. Nobody is left to
/// tell, so whoever gets it should stop and clean up; the engine does not log it as a failure.
public final class ClientDisconnectedException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Creates an exception.
  ///
  /// @param message what was interrupted, a sentence
  public ClientDisconnectedException(String message) {
    super(message);
  }
}
