package dev.lodestar.process;

import java.util.List;
import java.util.OptionalInt;

/// An application was started and did not come to serve. Nothing of it runs any more.
public final class StartFailedException extends ManagementException {
  private static final long serialVersionUID = 1L;

  private final transient OptionalInt exitCode;
  private final transient List<String> output;

  StartFailedException(String message, OptionalInt exitCode, List<String> output) {
    super(message);
    this.exitCode = exitCode;
    this.output = output;
  }

  /// Returns how its process ended.
  ///
  /// @return the exit code; nothing if it was stopped because the time was over
  public OptionalInt exitCode() {
    return exitCode;
  }

  /// Returns the end of what it printed.
  ///
  /// @return the last lines, at most [Applications#SHOWN_LINES]
  public List<String> output() {
    return output;
  }
}
