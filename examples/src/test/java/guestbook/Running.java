package guestbook;

import browser.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The command `lodestar`, at work.
final class Running implements AutoCloseable {
  private final String serves;
  private final Process process;
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final Thread reader;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param serves what stands before the address in the line that tells it
  Running(Process process, String serves) {
    this.process = process;
    this.serves = serves;
    this.reader = Thread.ofPlatform().daemon().start(() -> read(process.inputReader()));
  }

  private void read(BufferedReader lines) {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.add(line);
        var at = line.indexOf(serves);
        if (at >= 0) {
          address.complete(URI.create(line.substring(at + serves.length()).split(" ", -1)[0]));
        }
      }
    } catch (IOException ended) {
      // with the process
    }
    address.completeExceptionally(new AssertionError("It has ended:\n" + output()));
  }

  String output() {
    return String.join("\n", printed);
  }

  URI address() throws Exception {
    try {
      return address.get(120, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException silent) {
      throw new AssertionError("It does not say where it serves:\n" + output(), silent);
    }
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(address().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// All processes that it has started.
  List<ProcessHandle> family() {
    return process.descendants().toList();
  }

  /// Ends it as Ctrl-C does, and returns its exit code.
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return exitCode();
  }

  /// Its exit code, once it has ended and everything that it has printed was read.
  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end:\n" + output());
    }
    var _ = reader.join(Duration.ofSeconds(20));
    return process.exitValue();
  }

  @Override
  public void close() {
    client.close();
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Processes.awaitEnd(all);
  }
}
