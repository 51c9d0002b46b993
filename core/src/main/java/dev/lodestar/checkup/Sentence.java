package dev.lodestar.checkup;

import java.time.Duration;

/// Times in sentences.
final class Sentence {
  private Sentence() {}

  /// `2 s` or `150 ms`.
  static String of(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
