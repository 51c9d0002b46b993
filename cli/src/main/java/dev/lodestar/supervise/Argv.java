package dev.lodestar.supervise;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Commands as lists of arguments, which no shell takes apart.
final class Argv {
  private static final Duration LONGEST = Duration.ofHours(1);

  private Argv() {}

  static void check(List<String> command) {
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException(
          "The command is empty, but it is a program and its arguments: [\"node\", \"server.js\"].");
    }
    if (command.size() == 1 && command.getFirst().strip().indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "The command is one text with spaces, '"
              + command.getFirst()
              + "', but no shell takes it apart; write each argument as a text of its own.");
    }
  }

  static void checkTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The timeout is " + timeout + ", but it is more than nothing and at most an hour.");
    }
  }

  /// The command as it can be started. Windows looks only for programs that end in `.exe`, and
  /// those of npm end in `.cmd`.
  static List<String> startable(List<String> command, Map<String, String> environment) {
    if (File.separatorChar == '/' || command.getFirst().contains("\\")) {
      return command;
    }
    for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (var suffix : List.of(".exe", ".cmd", ".bat")) {
        var program = Path.of(folder, command.getFirst() + suffix);
        if (Files.isRegularFile(program)) {
          var startable = new ArrayList<>(command);
          startable.set(0, program.toString());
          return List.copyOf(startable);
        }
      }
    }
    return command;
  }

  /// The command as people would type it.
  static String shown(List<String> command) {
    return String.join(" ", command);
  }
}
