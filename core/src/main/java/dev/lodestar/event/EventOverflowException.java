package dev.lodestar.event;

/// Too many events wait for their listeners, so another one was not published. The message names
/// the limit and what to do.
public final class EventOverflowException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  ///
  /// @param message the limit, and what to do
  public EventOverflowException(String message) {
    super(message);
  }
}
