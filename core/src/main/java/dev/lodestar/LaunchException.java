package dev.lodestar;

import org.jspecify.annotations.Nullable;

/// An application cannot be started for a reason that is not in its own code: an argument or
/// environment variable is wrong, the address cannot be bound, or there is no engine. The message
/// is one or more complete sentences for whoever started it.
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  ///
  /// @param message what is wrong, and what to do
  public LaunchException(String message) {
    super(message);
  }

  /// Creates the exception.
  ///
  /// @param message what is wrong, and what to do
  /// @param cause what led here, or `null`
  public LaunchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
