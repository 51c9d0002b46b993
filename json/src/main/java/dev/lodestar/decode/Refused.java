package dev.lodestar.decode;

import dev.lodestar.constraint.Violation;

/// What a client is told when the application's code refuses a value.
final class Refused {
  private Refused() {}

  static String reason(RuntimeException refusal) {
    return Violation.refusal(refusal).message();
  }
}
