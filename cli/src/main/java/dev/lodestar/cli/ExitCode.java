package dev.lodestar.cli;

/// The exit codes of the command line; `--help` prints them.
final class ExitCode {
  /// It was done. A process that a signal stops ends with 128 and the number of the signal instead.
  static final int DONE = 0;

  /// The application cannot be compiled or started, or its main method has thrown an exception.
  static final int FAILED = 1;

  /// The command line is wrong, and nothing was started.
  static final int MISUSED = 2;

  /// The application does not run.
  static final int NOT_RUNNING = 3;

  /// An application of that name runs already.
  static final int RUNNING_ALREADY = 4;

  private ExitCode() {}
}
