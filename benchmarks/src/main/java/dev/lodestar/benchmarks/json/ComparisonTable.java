package dev.lodestar.benchmarks.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The table of one operation: a row for each document, and for each library its time, its ratio to
/// Lodestar and what it allocates.
final class ComparisonTable {
  private final List<Library> libraries;
  private final StringBuilder text = new StringBuilder();

  ComparisonTable(Operation operation, List<Library> libraries) {
    this.libraries = libraries.stream().filter(operation::isDoneBy).toList();
    text.append("\n### ").append(operation.title()).append("\n\n| document | bytes |");
    for (var library : this.libraries) {
      text.append(' ').append(library.label()).append(" |");
    }
    text.append(" allocated | decoded objects |\n|---|---:|");
    text.append("---:|".repeat(this.libraries.size())).append("---:|---:|\n");
  }

  /// Adds the row of a document. Every library was measured equally often, in turn.
  void add(
      Size size, Alphabet alphabet, Documents documents, Map<Library, List<Measured>> measured) {
    text.append("| ")
        .append(size.label())
        .append(' ')
        .append(alphabet.name().toLowerCase(Locale.ROOT));
    text.append(" | ").append(documents.valid().length).append(" |");
    var allocated = new ArrayList<String>();
    for (var library : libraries) {
      var rounds = measured.getOrDefault(library, List.of());
      text.append(' ').append(time(median(rounds.stream().map(Measured::nanoseconds).toList())));
      if (library != Library.LODESTAR && measured.containsKey(Library.LODESTAR)) {
        text.append(" (**").append(ratio(rounds, measured.get(Library.LODESTAR))).append("**)");
      }
      text.append(" |");
      allocated.add(
          Long.toString(Math.round(median(rounds.stream().map(Measured::bytes).toList()))));
    }
    text.append(' ').append(String.join(" / ", allocated)).append(" | ");
    text.append(Footprint.of(documents.value())).append(" |\n");
  }

  String markdown() {
    return text.toString();
  }

  private static String ratio(List<Measured> rounds, List<Measured> lodestar) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(rounds.get(i).nanoseconds() / lodestar.get(i).nanoseconds());
    }
    return Double.toString(Math.round(median(ratios) * 100) / 100.0);
  }

  private static String time(double nanoseconds) {
    return nanoseconds < 100_000
        ? Math.round(nanoseconds) + " ns"
        : Math.round(nanoseconds / 1000) + " µs";
  }

  static double median(List<Double> numbers) {
    var sorted = numbers.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
