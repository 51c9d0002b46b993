package dev.lodestar.example;

import dev.lodestar.schemacheck.PatternMatch;
import java.util.Optional;
import java.util.function.Predicate;

/// Texts that a regular expression finds something in.
///
/// Only what can be made from the front to the back is understood; lookarounds, for instance, are
/// left to luck. Whatever was made is compared with the expression, so it is right or not there.
final class PatternText {
  private static final int MOST_ATTEMPTS = 40;
  private static final int LONGEST = 100_000;

  private PatternText() {}

  /// Makes a text.
  ///
  /// @param isWanted what else must be true of it
  /// @return empty if none was found
  static Optional<String> of(
      String pattern, Chance chance, Predicate<String> isWanted, int shortest, int longest) {
    var parsed = PatternParser.parse(pattern);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      var text = ofLength(parsed.get(), chance, attempt, shortest, Math.min(longest, LONGEST));
      if (text.length() <= longest
          && PatternMatch.find(pattern, text) == PatternMatch.FOUND
          && isWanted.test(text)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /// Repeats more or less until the length fits. Expressions may match less than the whole text, so
  /// what stays too short gets some letters more.
  private static String ofLength(
      PatternPart part, Chance chance, int attempt, int shortest, int longest) {
    var repeats = attempt % 4;
    var least = 0;
    var most = Math.max(8, Math.min(longest, shortest + 8));
    var text = "";
    while (least <= most) {
      var writer = new PatternPart.Writer(chance, repeats, attempt % 2 == 0, longest + 1);
      part.write(writer);
      text = writer.text();
      if (text.length() < shortest) {
        least = repeats + 1;
      } else if (text.length() > longest) {
        most = repeats - 1;
      } else {
        return text;
      }
      repeats = least + (most - least) / 2;
    }
    return text.length() < shortest ? text + "x".repeat(shortest - text.length()) : text;
  }
}
