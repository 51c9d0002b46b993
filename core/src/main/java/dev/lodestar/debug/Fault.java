package dev.lodestar.debug;

import java.util.List;

/// One exception of a failure, as far as it is shown.
///
/// @param relation `Caused by` or `Suppressed`; empty for the failure itself
/// @param depth how many suppressed exceptions it lies in
/// @param type the name of its class
/// @param message its message, or empty
/// @param frames the calls, the innermost first
/// @param common how many further calls are the same as of the exception around it
/// @param omitted how many further calls are left out
record Fault(
    String relation,
    int depth,
    String type,
    String message,
    List<StackTraceElement> frames,
    int common,
    int omitted) {

  /// Type and message, as a stack trace begins.
  String summary() {
    return message.isEmpty() ? type : type + ": " + message;
  }
}
