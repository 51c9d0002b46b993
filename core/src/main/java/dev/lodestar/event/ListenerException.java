package dev.lodestar.event;

/// A synchronous listener failed with a checked exception, which is the cause.
public final class ListenerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  ///
  /// @param message which listener failed at which event
  /// @param cause what the listener threw
  public ListenerException(String message, Exception cause) {
    super(message, cause);
  }
}
