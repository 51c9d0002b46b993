package dev.lodestar.dev;

/// The loop cannot be started, or has to end. The message is a complete sentence.
public final class DevException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Creates an exception.
  ///
  /// @param message what is wrong, and what to do
  public DevException(String message) {
    super(message);
  }
}
