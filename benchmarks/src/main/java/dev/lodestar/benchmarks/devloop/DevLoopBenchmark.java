package dev.lodestar.benchmarks.devloop;

import dev.lodestar.benchmarks.process.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Edits a source of a generated application again and again under `lodestar dev`, and prints how
/// long it took from saving to the first answer that shows it; then sends requests during reloads
/// and counts those that fail.
///
/// Arguments: the number of edits, of reloads, of requests during these, of classes, and the
/// seconds between edits; all may be left out.
public final class DevLoopBenchmark {
  private static final int USERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern TIME = Pattern.compile("(\\d+) ms\\)?$");

  private final HttpClient client = HttpClient.newHttpClient();
  private final GeneratedShop shop;
  private final String uri;
  private final List<String> printed;

  private DevLoopBenchmark(GeneratedShop shop, String uri, List<String> printed) {
    this.shop = shop;
    this.uri = uri;
    this.printed = printed;
  }

  /// Runs the benchmark.
  ///
  /// @param arguments as the class describes them
  /// @throws Exception if the application cannot be started or edited
  public static void main(String... arguments) throws Exception {
    var edits = number(arguments, 0, 20);
    var reloads = number(arguments, 1, 10);
    var requests = number(arguments, 2, 1_000);
    var classes = number(arguments, 3, 50);
    var pause = number(arguments, 4, 3);
    var folder = Files.createTempDirectory("lodestar-dev-benchmark");
    var shop = new GeneratedShop(folder.resolve("app"), classes);
    shop.write();
    var process =
        new ProcessBuilder(
                ClassPath.java(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.foldersAndJars(jar -> true),
                "dev.lodestar.cli.Main",
                "dev",
                folder.resolve("app").toString(),
                "--port",
                "0")
            .redirectErrorStream(true)
            .start();
    try {
      var printed = new CopyOnWriteArrayList<String>();
      var uri = awaitStart(process.inputReader(), printed);
      var benchmark = new DevLoopBenchmark(shop, uri, printed);
      System.out.printf("%d classes, %d edits, %d s between them%n", classes, edits, pause);
      benchmark.edits(edits, pause);
      benchmark.requests(reloads, requests);
    } finally {
      process.toHandle().destroy();
      process.waitFor();
      delete(folder);
    }
  }

  private static int number(String[] arguments, int index, int standard) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : standard;
  }

  /// Goes on reading what is printed, or the loop would stand still.
  private static String awaitStart(BufferedReader out, List<String> printed) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      printed.add(line);
      var at = line.indexOf("serves http");
      if (at >= 0) {
        Thread.ofVirtual().start(() -> out.lines().forEach(printed::add));
        return line.substring(at + "serves ".length()).split(" ", 2)[0];
      }
    }
    throw new IllegalStateException("The application did not start:\n" + printed);
  }

  private HttpResponse<String> get() throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(uri + GeneratedShop.path())).timeout(PATIENCE).build(),
        BodyHandlers.ofString());
  }

  private void edits(int count, int pause) throws Exception {
    var times = new ArrayList<Long>();
    for (var i = 1; i <= count; i++) {
      Thread.sleep(Duration.ofSeconds(pause));
      times.add(edit("edit " + i));
    }
    times.sort(null);
    System.out.printf(
        "saved to answered: median %d ms, least %d ms, most %d ms%n",
        times.get(times.size() / 2), times.getFirst(), times.getLast());
    phase("compiled in", "of which compiling", 0);
    phase("serves http", "seen by the loop to serving", 1);
  }

  /// The times in lines of the loop that contain a text.
  private void phase(String text, String name, int skipped) {
    var values =
        printed.stream()
            .filter(line -> line.contains(text))
            .map(TIME::matcher)
            .filter(Matcher::find)
            .map(found -> Long.valueOf(found.group(1)))
            .skip(skipped)
            .sorted()
            .toList();
    if (!values.isEmpty()) {
      System.out.printf(
          "  %s: median %d ms, most %d ms%n",
          name, values.get(values.size() / 2), values.getLast());
    }
  }

  private long edit(String text) throws Exception {
    var start = System.nanoTime();
    shop.edit(text);
    while (!get().body().equals(text)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("'" + text + "' was not served:\n" + printed);
      }
      Thread.sleep(5);
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private void requests(int reloads, int requests) throws Exception {
    var left = new AtomicInteger(requests);
    var answers = new ConcurrentHashMap<String, Integer>();
    var slowest = new AtomicInteger();
    try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < USERS; i++) {
        users.execute(() -> {
          while (left.getAndDecrement() > 0) {
            var start = System.nanoTime();
            var answer = answer();
            var took = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
            slowest.accumulateAndGet(took, Math::max);
            answers.merge(answer, 1, Integer::sum);
          }
        });
      }
      for (var i = 1; i <= reloads; i++) {
        edit("reload " + i);
        // Requests come evenly, so that each reload meets some.
        var floor = requests - requests * i / reloads;
        while (left.get() > floor) {
          Thread.sleep(5);
        }
      }
    }
    System.out.printf(
        "%d requests during %d reloads: %s; the slowest took %d ms%n",
        requests, reloads, answers, slowest.get());
  }

  private String answer() {
    try {
      Thread.sleep(20);
      return "status " + get().statusCode();
    } catch (IOException failure) {
      return failure.toString();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
