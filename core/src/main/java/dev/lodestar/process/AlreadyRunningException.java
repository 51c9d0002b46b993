package dev.lodestar.process;

/// An application is not started, because one of its name runs already, or is being started.
public final class AlreadyRunningException extends ManagementException {
  private static final long serialVersionUID = 1L;

  private final transient ApplicationStatus status;

  AlreadyRunningException(String message, ApplicationStatus status) {
    super(message);
    this.status = status;
  }

  /// Returns what is known of the one that runs.
  ///
  /// @return its status
  public ApplicationStatus status() {
    return status;
  }
}
