package dev.lodestar.dev.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A build tool: the script in the project, or else the command of the user.
final class Tool {
  /// How long a build tool may take to say what a project is: 5 minutes, since it may have to fetch
  /// its own parts first.
  static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(5);

  private Tool() {}

  /// What it has said.
  record Outcome(int exitCode, String text) {
    /// The last lines, which say what is wrong.
    String end() {
      var lines = text.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
  }

  /// The wrapper in the folder or above it; else the command, if there is one.
  static Optional<String> find(Path folder, String wrapper, String command) {
    var script = File.separatorChar == '\\' ? wrapper + ".cmd" : wrapper;
    for (var at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(script))) {
        return Optional.of(at.resolve(script).toString());
      }
    }
    for (var entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty() && Files.isExecutable(Path.of(entry, command))) {
        return Optional.of(Path.of(entry, command).toString());
      }
    }
    return Optional.empty();
  }

  static Outcome run(Path folder, List<String> command) throws IOException, InterruptedException {
    var log = Files.createTempFile("lodestar-dev", ".log");
    var started = new ArrayList<>(command);
    if (!Files.isExecutable(Path.of(started.getFirst())) && File.separatorChar == '/') {
      started.addFirst("sh");
    }
    try {
      var builder =
          new ProcessBuilder(started)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
      var process = builder.start();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          return new Outcome(-1, "It has not ended within " + PATIENCE.toMinutes() + " minutes.");
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Outcome(process.exitValue(), new String(Files.readAllBytes(log), UTF_8));
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
