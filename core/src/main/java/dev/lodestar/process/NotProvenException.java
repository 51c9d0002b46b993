package dev.lodestar.process;

/// A process lives that the PID file describes, but it could not be proven that it is the
/// application. It was not signalled, and the PID file was left as it is.
public final class NotProvenException extends ManagementException {
  private static final long serialVersionUID = 1L;

  private final long pid;

  NotProvenException(String message, long pid) {
    super(message);
    this.pid = pid;
  }

  /// Returns the process.
  ///
  /// @return its number
  public long pid() {
    return pid;
  }
}
