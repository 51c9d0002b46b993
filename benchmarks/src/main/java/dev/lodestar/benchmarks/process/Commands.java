package dev.lodestar.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Other programs of the machine.
public final class Commands {
  private Commands() {}

  /// Tells whether a program is installed.
  ///
  /// @param name its name
  /// @return `true` if it is in a folder of the `PATH`
  public static boolean exists(String name) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }

  /// Runs a program to its end.
  ///
  /// @param command the program and its arguments
  /// @return what it printed, standard output and standard error
  /// @throws IOException if it cannot be started or its exit code is not 0
  /// @throws InterruptedException if the thread is interrupted
  public static String run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      var exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + exit + ": " + output);
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
