package dev.lodestar.process;

import org.jspecify.annotations.Nullable;

/// An application cannot be started, stopped or looked at. The message is one or more complete
/// sentences for whoever wanted it: the cause, and what to do.
public class ManagementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  ///
  /// @param message what is wrong, and what to do
  public ManagementException(String message) {
    super(message);
  }

  /// Creates the exception.
  ///
  /// @param message what is wrong, and what to do
  /// @param cause what led here, or `null`
  public ManagementException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
