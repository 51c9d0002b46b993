package dev.lodestar.docs;

import java.util.regex.Pattern;

/// Compares what a page shows with what was printed. `…` in the page stands for any text within a
/// line, and alone in its line for any number of lines.
final class Expected {
  private Expected() {}

  static boolean matches(String shown, String printed) {
    var pattern = new StringBuilder();
    for (var line : shown.split("\n", -1)) {
      if (line.strip().equals("…")) {
        pattern.append("(?:.*\n)*");
        continue;
      }
      var from = 0;
      for (var at = line.indexOf('…'); at >= 0; at = line.indexOf('…', from)) {
        pattern.append(Pattern.quote(line.substring(from, at))).append(".*");
        from = at + 1;
      }
      pattern.append(Pattern.quote(line.substring(from))).append("\n");
    }
    return Pattern.matches(pattern.toString(), printed + "\n");
  }
}
