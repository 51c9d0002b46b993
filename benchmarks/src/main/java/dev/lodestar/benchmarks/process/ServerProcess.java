package dev.lodestar.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own.
public final class ServerProcess implements AutoCloseable {
  private static final long SECONDS_TO_STOP = 10;

  private final Process process;
  private final URI uri;

  private ServerProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /// Starts a server that prints `port 12345` when it listens, and ends when its input does.
  ///
  /// @param command the program and its arguments
  /// @return the server, listening
  /// @throws IOException if it ends before that
  public static ServerProcess start(List<String> command) throws IOException {
    return start(command, Map.of());
  }

  /// Starts a server as [#start(List)] does.
  ///
  /// @param command the program and its arguments
  /// @param environment variables beside those of this process, unless these have them
  /// @return the server, listening
  /// @throws IOException if it ends before that
  public static ServerProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    environment.forEach(builder.environment()::putIfAbsent);
    var process = builder.start();
    var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("port ")) {
        var port = line.substring("port ".length());
        return new ServerProcess(process, URI.create("http://127.0.0.1:" + port));
      }
    }
    throw new IOException("The server ended before it listened: " + String.join(" ", command));
  }

  /// Returns where the server listens.
  ///
  /// @return an address without a path
  public URI uri() {
    return uri;
  }

  /// Returns the processor time that the process has taken so far.
  ///
  /// @return user and system time, in steps of the kernel's clock tick (10 ms)
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Returns the memory of the process that is in use at the moment.
  ///
  /// @return mebibytes; 0 where it is not told
  public long residentMebibytes() {
    return residentMebibytes(process.pid());
  }

  /// Returns the memory of a process that is in use at the moment.
  ///
  /// @param process its number
  /// @return mebibytes; 0 where it is not told
  public static long residentMebibytes(long process) {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/" + process + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      return 0;
    } catch (IOException absent) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException failure) {
      process.destroyForcibly();
    } catch (InterruptedException impatience) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
