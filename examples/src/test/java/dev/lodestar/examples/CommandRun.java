package dev.lodestar.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A run of the command `lodestar` to its end, in a process of its own.
final class CommandRun {
  private CommandRun() {}

  /// What it ended with, and what it wrote.
  record Outcome(int status, String output, String errors) {}

  static Outcome lodestar(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(Launch.BY_LODESTAR.command());
    command.addAll(List.of(arguments));
    var output = Files.createTempFile(folder, "command", ".out");
    var errors = Files.createTempFile(folder, "command", ".err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    RunningExample.clean(builder.environment(), folder);
    var process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("The command did not end: " + command);
    }
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
