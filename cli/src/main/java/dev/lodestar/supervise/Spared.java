package dev.lodestar.supervise;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Commands whose processes are spared what a terminal sends to all of its processes at once,
/// Ctrl+C and its own end. They are told to end by whoever has started them, in his order, and
/// once: told twice, many programs break off what they do.
public final class Spared {
  /// Signals that are ignored stay so in the program that takes the place of the shell. Node undoes
  /// this for itself.
  private static final List<String> SHELL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private Spared() {}

  /// Returns the command that starts a program so; its process has the number that it would have
  /// otherwise.
  ///
  /// @param command the program, which has to be there, and its arguments
  /// @return the same command where the system has no such signals
  public static List<String> command(List<String> command) {
    if (File.separatorChar != '/') {
      return command;
    }
    var all = new ArrayList<>(SHELL);
    all.addAll(command);
    return List.copyOf(all);
  }

  /// Whether a program can be started; the shell would tell it in words of its own.
  static boolean isProgram(String program, Path directory, Map<String, String> environment) {
    if (File.separatorChar != '/') {
      return true; // no shell is asked
    }
    if (program.contains("/")) {
      return isExecutable(directory.resolve(program));
    }
    for (var folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      if (isExecutable(directory.resolve(folder).resolve(program))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isExecutable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
