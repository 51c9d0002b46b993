package dev.lodestar.supervise;

import java.util.List;

/// A process has ended that should have gone on.
///
/// @param name which
/// @param exitCode how it ended; 128 and the number of a signal, if one ended it
/// @param lastLines what it said last
public record Death(String name, int exitCode, List<String> lastLines) {

  /// What people are told.
  public String message() {
    var message =
        new StringBuilder("The process '" + name + "' has ended with exit code " + exitCode);
    if (lastLines.isEmpty()) {
      return message.append(", and has said nothing.").toString();
    }
    message.append(". It said last:");
    for (var line : lastLines) {
      message.append("\n  ").append(line);
    }
    return message.toString();
  }
}
