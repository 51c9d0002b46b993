package dev.lodestar.cli;

/// A source file cannot be run. The message is a complete sentence for whoever started it.
final class RunFailure extends Exception {
  private static final long serialVersionUID = 1L;

  RunFailure(String message) {
    super(message);
  }
}
