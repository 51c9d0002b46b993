package dev.lodestar;

/// Puts foreign messages into sentences of reports.
final class Sentences {
  private Sentences() {}

  /// The text with a full stop, unless it ends a sentence already.
  static String ended(String text) {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }
}
