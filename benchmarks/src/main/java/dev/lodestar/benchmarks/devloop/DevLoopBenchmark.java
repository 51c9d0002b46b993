package dev.lodestar.benchmarks.devloop;

import dev.lodestar.benchmarks.devloop.Contestant.Kind;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Edits sources of a generated application again and again under `lodestar dev`, and under the
/// loops of other frameworks in turn with it, and prints how long it took from saving to the first
/// answer that shows it; then sends requests during reloads and counts those that fail.
///
/// Arguments: the folder of the repository, and the options.
public final class DevLoopBenchmark {
  private static final int WARM_UPS = 2;

  private final DevOptions options;
  private final List<Contestant> contestants;

  private DevLoopBenchmark(DevOptions options, List<Contestant> contestants) {
    this.options = options;
    this.contestants = contestants;
  }

  /// Runs the benchmark.
  ///
  /// @param arguments as the class describes them
  /// @throws Exception if an application cannot be started or edited
  public static void main(String... arguments) throws Exception {
    var repository = Path.of(arguments[0]).toAbsolutePath();
    var rest = List.of(arguments).subList(1, arguments.length);
    if (rest.contains("--help")) {
      System.out.print(DevOptions.USAGE);
      return;
    }
    DevOptions options;
    try {
      options = DevOptions.parse(rest);
    } catch (IllegalArgumentException refused) {
      System.err.println(refused.getMessage() + "\n\n" + DevOptions.USAGE);
      System.exit(2);
      return;
    }
    var folder = Files.createTempDirectory("lodestar-dev-benchmark");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              Families.end(ProcessHandle.current().children());
              delete(folder);
            }));
    var logs = Files.createDirectories(repository.resolve("benchmarks/target/devloop"));
    try (var loops = new Loops(repository, folder, logs, options.classes())) {
      var contestants = new ArrayList<Contestant>();
      contestants.add(loops.lodestar());
      for (var name : options.with()) {
        contestants.addAll(loops.of(name));
      }
      new DevLoopBenchmark(options, contestants).run(String.join(" ", rest), loops);
    }
  }

  private void run(String command, Loops loops) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        """
        `benchmarks/dev %s`: Java %s, %d processors, load average %s at the start. %d classes; from before a source is saved to the \
        first answer that shows it, in milliseconds.

        """,
        command,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ClassPath.loadAverage(),
        options.classes());
    for (var round = 0; round < WARM_UPS; round++) {
      for (var contestant : contestants) {
        pause();
        System.err.println(
            contestant.title() + ": " + contestant.edit(Kind.BODY) + " ms (warm-up)");
      }
    }
    measure();
    printTimes();
    System.out.print("\n" + LodestarPhases.of(loops.lodestarLog()).text());
    if (options.reloads() > 0) {
      printRequests();
    }
    System.out.println("\nLoad average at the end: " + ClassPath.loadAverage() + ".");
  }

  private void pause() throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(options.pause()));
  }

  /// Who comes first changes from round to round.
  private void measure() throws IOException, InterruptedException {
    var order = new ArrayList<>(contestants);
    for (var kind : kinds()) {
      for (var contestant : order) {
        pause();
        var took = contestant.measure(kind);
        System.err.println(contestant.title() + ": " + took + " ms (" + kind.title() + ")");
      }
      Collections.rotate(order, -1);
    }
  }

  /// The rounds: edits of structure lie evenly among those of bodies.
  private List<Kind> kinds() {
    var kinds = new ArrayList<>(Collections.nCopies(options.edits(), Kind.BODY));
    for (var i = 0; i < options.structural(); i++) {
      var place = kinds.size() * (i + 1) / (options.structural() + 1);
      kinds.addAll(place, List.of(Kind.ROUTE, Kind.COMPONENT));
    }
    return List.copyOf(kinds);
  }

  private void printTimes() {
    System.out.println("| | edit | edits | median | least | most |\n|---|---|---|---|---|---|");
    for (var kind : Kind.values()) {
      for (var contestant : contestants) {
        var times = contestant.times(kind);
        if (!times.isEmpty()) {
          System.out.printf(
              "| %s | %s | %d | %,d | %,d | %,d |%n",
              contestant.title(),
              kind.title(),
              times.size(),
              times.get(times.size() / 2),
              times.getFirst(),
              times.getLast());
        }
      }
    }
  }

  /// Those that are one process are asked once.
  private void printRequests() throws IOException, InterruptedException {
    System.out.printf(
        "%n| | reloads | requests | failed | failed at each reload | slowest answer |%n"
            + "|---|---|---|---|---|---|%n");
    var processes = new ArrayList<>();
    for (var contestant : contestants) {
      if (processes.contains(contestant.process())) {
        continue;
      }
      processes.add(contestant.process());
      var result = RequestsDuringReloads.run(contestant, options.reloads(), options.requests());
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %,d | %s | %s | %,d ms |%n",
          contestant.title(),
          options.reloads(),
          result.requests(),
          result.failures().isEmpty() ? "none" : result.failures(),
          String.join(", ", result.failed().stream().map(String::valueOf).toList()),
          result.slowest());
    }
  }

  private static void delete(Path folder) {
    try (var found = Files.walk(folder)) {
      for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException inUse) {
      System.err.println("'" + folder + "' is left over: " + inUse.getMessage());
    }
  }
}
