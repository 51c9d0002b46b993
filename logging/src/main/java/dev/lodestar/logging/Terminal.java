package dev.lodestar.logging;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Whether somebody is looking.
final class Terminal {
  private static final Path LINUX_STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /// Tells whether the standard error is a terminal. Where the system does not tell, that of the
  /// standard input and output counts.
  static boolean isStandardError() {
    try {
      if (Files.isSymbolicLink(LINUX_STANDARD_ERROR)) {
        var target = Files.readSymbolicLink(LINUX_STANDARD_ERROR).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException | SecurityException untold) {
      // the next best
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /// Tells whether a terminal shows colours, and whoever sits there wants them (no-color.org).
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
