package dev.lodestar.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A packaged application that runs to be trained: on a free port of the loopback interface, with
/// all it prints kept.
final class TrainedProcess implements AutoCloseable {
  private static final String START_LINE = "Lodestar serves ";
  private static final Duration TIME_TO_START = Duration.ofSeconds(120);
  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);

  /// The virtual machine writes the cache when it ends.
  private static final Duration TIME_TO_END = Duration.ofSeconds(300);

  private final Process process;
  private final List<String> printed = new ArrayList<>();
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private final Thread reader;

  /// Starts it.
  ///
  /// @param option one for its virtual machine
  TrainedProcess(Path script, String option) throws IOException {
    var builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("LODESTAR_HOST", "127.0.0.1");
    environment.put("LODESTAR_PORT", "0");
    environment.put("LODESTAR_TRAINING", option);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.remove("LODESTAR_MAIN");
    process = builder.start();
    process.getOutputStream().close();
    reader = Thread.ofVirtual().start(() -> read(process.inputReader()));
  }

  private void read(BufferedReader lines) {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (printed) {
          printed.add(line);
        }
        if (line.startsWith(START_LINE)) {
          var end = line.indexOf(' ', START_LINE.length());
          address.complete(line.substring(START_LINE.length(), end < 0 ? line.length() : end));
        }
      }
    } catch (IOException ended) {
      // It is over all the same.
    }
    address.cancel(false);
  }

  /// Waits until it serves.
  ///
  /// @return where
  /// @throws PackagingException if it ends before, or takes too long; the message has what it
  ///   printed
  URI awaitStart() throws PackagingException, InterruptedException {
    try {
      return URI.create(address.get(TIME_TO_START.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException late) {
      throw new PackagingException(
          "The application was started to be trained, and did not say where it serves within "
              + TIME_TO_START.toSeconds()
              + " seconds. It has to serve with Lodestar.run(...) or serve()."
              + report());
    } catch (ExecutionException | CancellationException ended) {
      throw new PackagingException(
          "The application was started to be trained, and ended before it served. Where it needs"
              + " what is not here, package it with --no-training."
              + report());
    }
  }

  private String report() {
    synchronized (printed) {
      return printed.isEmpty()
          ? " It printed nothing."
          : " It printed:\n" + String.join("\n", printed).indent(2).stripTrailing();
    }
  }

  /// Sends requests, one after the other; none to a server that does not speak plain HTTP over TCP.
  ///
  /// @return how many were answered with another status than those of server errors
  /// @throws PackagingException if one is not answered
  int send(URI server, List<SampleRequest> requests)
      throws PackagingException, InterruptedException {
    var answered = 0;
    if (!"http".equals(server.getScheme())) {
      return answered;
    }
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (var request : requests) {
        var builder =
            HttpRequest.newBuilder(server.resolve(request.target())).timeout(TIME_TO_ANSWER);
        request.headers().forEach(builder::header);
        builder.method(
            request.method(),
            request.body().isEmpty()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body()));
        var answer = client.send(builder.build(), BodyHandlers.discarding());
        answered += answer.statusCode() < 500 ? 1 : 0;
      }
      return answered;
    } catch (IllegalArgumentException | IOException failure) {
      throw new PackagingException(
          "A request to train the application failed: " + failure + "." + report());
    }
  }

  /// Tells it to stop, and waits for its end.
  ///
  /// @throws PackagingException if it does not end
  void stop() throws PackagingException, InterruptedException {
    process.toHandle().destroy(); // the method of Process closes the streams
    if (!process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
      throw new PackagingException(
          "The application was trained, and did not end within "
              + TIME_TO_END.toSeconds()
              + " seconds."
              + report());
    }
    reader.join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
