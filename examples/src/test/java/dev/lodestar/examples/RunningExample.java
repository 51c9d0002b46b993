package dev.lodestar.examples;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// An example that serves in a process of its own, on any free port.
final class RunningExample implements AutoCloseable {
  private static final String START_LINE = "Lodestar serves ";
  private static final long PATIENCE_IN_SECONDS = 120;

  private final Process process;
  private final Path err;
  private final List<String> before = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> serves = new CompletableFuture<>();
  private final URI uri;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningExample(Process process, Path err) throws IOException {
    this.process = process;
    this.err = err;
    // Nothing gets a thread out of reading from a process that says nothing.
    Thread.ofPlatform().daemon().start(() -> read(process.inputReader()));
    this.uri = awaitUri();
  }

  /// Starts an example, and returns when it serves.
  static RunningExample start(Launch launch, Path file, Path folder) throws IOException {
    return start(launch.command(file, "--port", "0"), folder);
  }

  /// Starts a command that serves an application, and returns when it serves.
  static RunningExample start(List<String> command, Path folder) throws IOException {
    var err = Files.createTempFile(folder, "example", ".err");
    var builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
    clean(builder.environment(), folder);
    var process = builder.start();
    try {
      return new RunningExample(process, err);
    } catch (IOException | RuntimeException | Error failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  /// What a user has set must not show.
  static void clean(Map<String, String> environment, Path folder) {
    environment.keySet().removeIf(name -> name.startsWith("LODESTAR_"));
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("LODESTAR_CACHE", folder.resolve("cache").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  private void read(BufferedReader out) {
    try (out) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(START_LINE)) {
          serves.complete(URI.create(line.substring(START_LINE.length()).split(" ", -1)[0]));
        } else if (!serves.isDone()) {
          before.add(line);
        }
      }
      serves.completeExceptionally(new EOFException());
    } catch (IOException ended) {
      serves.completeExceptionally(ended);
    }
  }

  private URI awaitUri() throws IOException {
    try {
      return serves.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException silent) {
      // is told with what it has said instead
    }
    throw new AssertionError(
        "It did not say where it serves:\n" + preamble() + "\n" + Files.readString(err));
  }

  /// What it has printed to the standard output before it said where it serves.
  String preamble() {
    return String.join("\n", before);
  }

  /// The environment that the process was started with, as Linux shows it.
  List<String> environment() throws IOException {
    var text = Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
    return List.of(text.split("\0", -1));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri.resolve(path)).GET());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri.resolve(path)).DELETE());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Asks it to stop, as the system does, and returns its exit code.
  int terminate() throws InterruptedException {
    process.toHandle().destroy(); // the method of Process closes the streams
    if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It did not stop.");
    }
    return process.exitValue();
  }

  /// What it has printed to the standard error. That a request took long is no complaint, since the
  /// machine may have other work.
  String complaints() throws IOException {
    try (var lines = Files.lines(err)) {
      return lines
          .filter(line -> !line.contains("\"message\":\"event_loop_held "))
          .map(line -> line + "\n")
          .collect(Collectors.joining());
    }
  }

  /// Whether the machine had so much other work that the engine has complained.
  boolean wasHeldUp() throws IOException {
    return Files.readString(err).contains("event_loop_held");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.shutdownNow();
  }
}
