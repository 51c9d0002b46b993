package dev.lodestar.cli;

import dev.lodestar.development.Starter;
import dev.lodestar.supervise.Spared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a project in a process of its own, with the class path of its build and nothing else. It
/// ends with this one, also if this one is killed.
final class ProjectRun {
  private ProjectRun() {}

  /// Runs it until it ends.
  ///
  /// @return its exit code
  /// @throws RunFailure if it cannot be compiled or started
  static int run(String typed, List<String> arguments) throws RunFailure {
    var named = new Launchable.Named(Optional.of(typed), Optional.empty(), arguments);
    var launched = new ArrayList<>(Launchable.of(named).command());
    launched.add(1, "-D" + Starter.PROPERTY + "=" + ProcessHandle.current().pid());
    var command = Spared.command(launched);
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "lodestar-run-end"));
      return process.waitFor();
    } catch (IOException failure) {
      throw new RunFailure("The application cannot be started: " + failure.getMessage() + ".");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunFailure("It was broken off.");
    }
  }

  /// It takes as long to answer its requests as its options say.
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
    }
  }
}
