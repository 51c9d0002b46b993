package dev.lodestar.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs [LogProgram] as a process, and tells what it has written.
///
/// @param errors what came over the standard error
record LogProcess(int exitCode, String output, String errors) {

  static List<String> command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LogProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Nothing gets a thread out of reading from a process that says nothing and does not end.
  static void endAfterAWhile(Process process) {
    CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS)
        .execute(() -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }

  static LogProcess run(Map<String, String> environment, String... arguments) throws Exception {
    return run(environment, command(arguments));
  }

  static LogProcess run(Map<String, String> environment, List<String> command) throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LODESTAR_"));
    builder.environment().remove("NO_COLOR");
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    var process = builder.start();
    endAfterAWhile(process);
    process.getOutputStream().close();
    var errors = new ArrayList<byte[]>();
    var reading =
        Thread.ofVirtual()
            .start(() -> {
              try {
                errors.add(process.getErrorStream().readAllBytes());
              } catch (java.io.IOException gone) {
                // the process has been killed
              }
            });
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The program has not ended.");
    }
    reading.join();
    return new LogProcess(process.exitValue(), output, new String(errors.getFirst(), UTF_8));
  }
}
