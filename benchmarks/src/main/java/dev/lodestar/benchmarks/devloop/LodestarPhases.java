package dev.lodestar.benchmarks.devloop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `lodestar dev` itself says of the time that it takes.
///
/// @param lines what it has printed
record LodestarPhases(List<String> lines) {
  private static final Pattern TIME = Pattern.compile("(\\d+) ms\\)?$");

  static LodestarPhases of(Path log) throws IOException {
    return new LodestarPhases(Files.readAllLines(log));
  }

  /// The start counts as none of the edits.
  String text() {
    return phase("compiled in", "compiling", 0)
        + phase("serves http", "from seeing a change to serving, compiling included", 1);
  }

  private String phase(String text, String name, int skipped) {
    var values =
        lines.stream()
            .filter(line -> line.contains(text))
            .map(TIME::matcher)
            .filter(Matcher::find)
            .map(found -> Long.valueOf(found.group(1)))
            .skip(skipped)
            .sorted()
            .toList();
    return values.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "Lodestar, %s: median %,d ms, least %,d ms, most %,d ms.%n",
            name,
            values.get(values.size() / 2),
            values.getFirst(),
            values.getLast());
  }
}
