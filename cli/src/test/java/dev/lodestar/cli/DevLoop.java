package dev.lodestar.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// A running `lodestar dev`: real processes, real files, real sockets.
final class DevLoop implements AutoCloseable {
  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JavaProcess process;
  private final String uri;

  private DevLoop(Path folder, JavaProcess process, String uri) {
    this.folder = folder;
    this.process = process;
    this.uri = uri;
  }

  /// Starts it in a folder that has sources, and waits until it serves, or says why not.
  static DevLoop start(Path folder, String... arguments) throws IOException {
    return startWith(List.of(), folder, arguments);
  }

  /// Starts it with options of Java for the loop itself.
  static DevLoop startWith(List<String> options, Path folder, String... arguments)
      throws IOException {
    var all = new ArrayList<>(List.of("dev", "--port", "0"));
    all.addAll(List.of(arguments));
    var process =
        JavaProcess.start(
            folder, Map.of("JAVA_OPTS", mark(folder)), options, all.toArray(new String[0]));
    var line = process.line("dev ");
    while (!line.contains("serves http") && !line.contains("Until the application")) {
      line = process.line("dev ");
    }
    return new DevLoop(folder, process, line.substring(line.indexOf("http")).split("[ ,]", 2)[0]);
  }

  /// Something of the command line of its processes that those of no other loop have.
  private static String mark(Path folder) {
    return "-Dmark=" + folder.getFileName();
  }

  /// The processes of applications that it has started and that are still there.
  List<ProcessHandle> applications() {
    return ProcessHandle.allProcesses()
        .filter(each -> {
          var line = each.info().commandLine().orElse("");
          return line.contains(Standby.class.getName()) && line.contains(mark(folder));
        })
        .toList();
  }

  /// Waits for a line of its output.
  String line(String start) throws IOException {
    return process.line(start);
  }

  void save(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    save(file, text);
  }

  /// Saves a file so that a loop never sees a part of it, which it would tell of.
  static void save(Path file, String text) throws IOException {
    var whole = Files.writeString(file.resolveSibling(file.getFileName() + "~"), text);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  HttpClient client() {
    return client;
  }

  HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(uri + path)).build();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString());
  }

  /// What a browser is shown.
  String page(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(uri + path)).header("Accept", "text/html");
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }

  /// Waits until something holds, since nobody knows when the loop looks at the files.
  static void until(Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It has not become so.");
      }
      Thread.sleep(10);
    }
  }

  void untilBody(String path, String body) throws Exception {
    until(() -> get(path).body().equals(body));
  }

  /// Ends it without asking.
  void kill() {
    process.kill();
  }

  /// Ends it as Ctrl+C does, and waits for its end.
  @Override
  public void close() throws IOException {
    client.shutdownNow(); // open streams would be waited for
    process.terminate();
    try {
      process.outcome();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      process.close();
    }
  }
}
