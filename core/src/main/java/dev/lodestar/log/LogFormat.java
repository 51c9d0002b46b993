package dev.lodestar.log;

/// What log lines look like.
public enum LogFormat {
  /// [#CONSOLE] if the standard error is a terminal, else [#JSON]. The default.
  AUTO,
  /// For people: one line, in colour where that is possible, and below it the exception with the
  /// frames of the application.
  CONSOLE,
  /// For programs: one JSON object a line.
  JSON
}
