package dev.lodestar.benchmarks.json;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures [JsonLibraries] so that ratios hold on a machine that others use too: the libraries
/// take turns on each document, round by round, and ratios are taken within a round.
final class JsonComparison {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final ComparisonOptions options;

  private JsonComparison(ComparisonOptions options) {
    this.options = options;
  }

  public static void main(String... arguments) throws RunnerException, IOException {
    if (List.of(arguments).contains("--help")) {
      IO.print(ComparisonOptions.USAGE);
      return;
    }
    if (List.of(arguments).contains("--strictness")) {
      IO.print(Strictness.markdown());
      return;
    }
    ComparisonOptions options;
    try {
      options = ComparisonOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new JsonComparison(options).run();
  }

  private void run() throws RunnerException, IOException {
    var report = new StringBuilder(Environment.describe(options));
    IO.print(report);
    for (var operation : options.operations()) {
      var table = new ComparisonTable(operation, options.libraries());
      for (var size : options.sizes()) {
        for (var alphabet : options.alphabets()) {
          var documents = Documents.of(size, alphabet);
          table.add(size, alphabet, documents, measure(operation, size, alphabet));
        }
      }
      var text = table.markdown();
      IO.print(text);
      report.append(text);
    }
    var closing = Environment.load("at the end");
    IO.print(closing);
    if (options.markdown().isPresent()) {
      Files.writeString(Path.of(options.markdown().get()), report.append(closing));
    }
  }

  private Map<Library, List<Measured>> measure(Operation operation, Size size, Alphabet alphabet)
      throws RunnerException {
    var measured = new EnumMap<Library, List<Measured>>(Library.class);
    for (int round = 0; round < options.rounds(); round++) {
      for (var library : options.libraries()) {
        if (operation.isDoneBy(library)) {
          var result = measure(operation, size, alphabet, library);
          measured.computeIfAbsent(library, _ -> new ArrayList<>()).add(result);
          System.err.println(
              String.join(
                  " ",
                  operation.toString(),
                  size.label(),
                  alphabet.toString(),
                  library.label() + ":",
                  Math.round(result.nanoseconds()) + " ns,",
                  Math.round(result.bytes()) + " bytes"));
        }
      }
    }
    return measured;
  }

  private Measured measure(Operation operation, Size size, Alphabet alphabet, Library library)
      throws RunnerException {
    var run =
        new OptionsBuilder()
            .include(operation.pattern())
            .param("size", size.name())
            .param("alphabet", alphabet.name())
            .param("library", library.name())
            .forks(1)
            .warmupIterations(options.warmUp())
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(options.seconds())
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    return median(new Runner(run).runSingle().getBenchmarkResults().iterator().next());
  }

  private static Measured median(BenchmarkResult result) {
    var times = new ArrayList<Double>();
    for (var iteration : result.getIterationResults()) {
      times.add(iteration.getPrimaryResult().getScore());
    }
    var bytes = requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore();
    return new Measured(ComparisonTable.median(times), bytes);
  }
}
