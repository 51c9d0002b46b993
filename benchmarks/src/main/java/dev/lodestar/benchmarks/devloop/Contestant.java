package dev.lodestar.benchmarks.devloop;

import dev.lodestar.benchmarks.process.PortProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A developer loop that runs, and what was measured of it.
final class Contestant {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What is edited.
  enum Kind {
    BODY("body of a handler"),
    ROUTE("route added"),
    COMPONENT("component added to a record");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// What has to be done once sources are saved.
  interface AfterSaving {
    void compile(List<Path> saved) throws IOException, InterruptedException;
  }

  private final String title;
  private final GeneratedShop shop;
  private final PortProcess process;
  private final AfterSaving afterSaving;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Kind, List<Long>> times = new EnumMap<>(Kind.class);

  Contestant(String title, GeneratedShop shop, PortProcess process, AfterSaving afterSaving) {
    this.title = title;
    this.shop = shop;
    this.process = process;
    this.afterSaving = afterSaving;
  }

  String title() {
    return title;
  }

  /// What runs the application.
  PortProcess process() {
    return process;
  }

  /// The times of edits, in milliseconds, in ascending order.
  List<Long> times(Kind kind) {
    return times.getOrDefault(kind, List.of()).stream().sorted().toList();
  }

  /// Edits, and keeps how long it took.
  ///
  /// @return milliseconds
  long measure(Kind kind) throws IOException, InterruptedException {
    var took = edit(kind);
    times.computeIfAbsent(kind, _ -> new ArrayList<>()).add(took);
    return took;
  }

  /// Edits, and waits for the answer that shows it.
  ///
  /// @return milliseconds since before the source was saved
  long edit(Kind kind) throws IOException, InterruptedException {
    var start = System.nanoTime();
    var edit =
        switch (kind) {
          case BODY -> shop.body();
          case ROUTE -> shop.route();
          case COMPONENT -> shop.component();
        };
    afterSaving.compile(kind == Kind.COMPONENT ? shop.edited() : edit.files());
    while (!isShown(edit)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException(title + " does not serve '" + edit.text() + "'.");
      }
      Thread.sleep(5);
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private boolean isShown(GeneratedShop.Edit edit) throws InterruptedException {
    try {
      var response = get(edit.path());
      return response.statusCode() == 200 && response.body().contains(edit.text());
    } catch (IOException isNotThere) {
      return false; // which is one of the things that are measured, but not here
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create(process.uri() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  /// Asks for something that is always there.
  ///
  /// @return what came of it
  String ask() throws InterruptedException {
    try {
      return "status " + get(GeneratedShop.path()).statusCode();
    } catch (IOException failure) {
      return failure.getClass().getSimpleName();
    }
  }
}
