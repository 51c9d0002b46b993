package dev.lodestar.benchmarks.json;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Measures the libraries so that ratios hold on a machine that others use too: the libraries take
/// turns on each document, round by round, and ratios are taken within a round.
final class JsonComparison {
  private final ComparisonOptions options;

  private JsonComparison(ComparisonOptions options) {
    this.options = options;
  }

  public static void main(String... arguments) throws IOException, InterruptedException {
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

  private void run() throws IOException, InterruptedException {
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
      throws IOException, InterruptedException {
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
      throws IOException, InterruptedException {
    var command =
        List.of(
            ClassPath.java(),
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            ClassPath.own(),
            ProcessorTime.class.getName(),
            library.name(),
            operation.name(),
            size.name(),
            alphabet.name(),
            Integer.toString(options.warmUp()),
            Integer.toString(options.seconds()));
    var output = Commands.run(command).strip();
    // Some libraries print when they start.
    var numbers = output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
    return new Measured(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
  }
}
