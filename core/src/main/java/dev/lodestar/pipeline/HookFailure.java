package dev.lodestar.pipeline;

/// Carries a checked exception of a hook to the error boundary, which looks at its cause.
final class HookFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HookFailure(Exception cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
