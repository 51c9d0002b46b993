package dev.lodestar.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A Java process of its own with the class path of the tests.
///
/// What it prints is read by a thread that nobody waits for: no timeout and no interruption gets a
/// thread out of reading from a process that says nothing.
final class JavaProcess implements AutoCloseable {
  private static final long PATIENCE_IN_SECONDS = 120;

  /// What a process has left behind.
  record Outcome(int exitCode, String out, String err) {}

  private final Process process;
  private final Path err;

  /// Ends with nothing.
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private final StringBuilder printed = new StringBuilder();

  private JavaProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
    Thread.ofPlatform().daemon().start(() -> read(process.inputReader()));
  }

  private void read(BufferedReader out) {
    try (out) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException ended) {
      // with the process
    } finally {
      lines.add(Optional.empty());
    }
  }

  /// The next line; nothing if there is none.
  private Optional<String> next() throws IOException {
    try {
      var line = lines.poll(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
      if (line != null) {
        line.ifPresent(text -> printed.append(text).append('\n'));
        return line;
      }
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError(
        "The process goes on, and says nothing any more:\n" + printed + Files.readString(err));
  }

  /// Starts `java OPTIONS dev.lodestar.cli.Main ARGUMENTS` in a folder.
  static JavaProcess start(
      Path folder, Map<String, String> environment, List<String> options, String... arguments)
      throws IOException {
    return start(List.of(), folder, environment, options, arguments);
  }

  /// Starts it as the first process of a session, as terminals do.
  static JavaProcess startInSession(
      Path folder, Map<String, String> environment, List<String> options, String... arguments)
      throws IOException {
    // A build in the background of a shell ignores the signal, and would hand that on.
    return start(
        List.of("env", "--default-signal=INT", "setsid"), folder, environment, options, arguments);
  }

  private static JavaProcess start(
      List<String> prefix,
      Path folder,
      Map<String, String> environment,
      List<String> options,
      String... arguments)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.addAll(JavaCommand.java());
    command.addAll(options);
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    var err = Files.createTempFile(folder, "process", ".err");
    var builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LODESTAR_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().put("LODESTAR_CACHE", folder.resolve("cache").toString());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    return new JavaProcess(process, err);
  }

  /// Waits for a line of the standard output, and returns it.
  String line(String start) throws IOException {
    for (var line = next(); line.isPresent(); line = next()) {
      if (line.get().startsWith(start)) {
        return line.get();
      }
    }
    lines.add(Optional.empty()); // whoever asks again is told again
    throw new AssertionError(
        "There is no line '" + start + "' in\n" + printed + Files.readString(err));
  }

  /// The lines that were read so far.
  String printed() {
    return printed.toString();
  }

  /// The address in the line that says where it serves.
  String uri() throws IOException {
    return line("Lodestar serves ").split(" ", -1)[2];
  }

  /// Asks it to stop, as the system does.
  void terminate() {
    process.toHandle().destroy(); // the method of Process closes the streams
  }

  /// Sends a signal to it and all that it has started in its session, as a terminal does.
  void interruptAll() throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("The processes of the session cannot be signalled.");
    }
  }

  /// Ends it without asking.
  void kill() {
    process.toHandle().destroyForcibly();
  }

  Outcome outcome() throws IOException, InterruptedException {
    while (next().isPresent()) {
      // until it has said everything
    }
    lines.add(Optional.empty());
    if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The process did not end:\n" + printed + Files.readString(err));
    }
    return new Outcome(process.exitValue(), printed.toString(), Files.readString(err));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
