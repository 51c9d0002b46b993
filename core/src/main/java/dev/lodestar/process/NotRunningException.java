package dev.lodestar.process;

/// No application of that name runs.
public final class NotRunningException extends ManagementException {
  private static final long serialVersionUID = 1L;

  NotRunningException(String message) {
    super(message);
  }
}
