package dev.lodestar.log;

/// How important log lines have to be so that they are written; the first lets everything through.
public enum LogLevel {
  /// Everything.
  TRACE,
  /// What helps to find mistakes.
  DEBUG,
  /// What happens, once for each thing that happens. The default.
  INFO,
  /// What somebody should look at.
  WARN,
  /// What has failed.
  ERROR,
  /// Nothing.
  OFF
}
