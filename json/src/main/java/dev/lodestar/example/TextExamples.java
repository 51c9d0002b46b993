package dev.lodestar.example;

import dev.lodestar.schemacheck.Keywords;
import dev.lodestar.schemacheck.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Texts: of a format, fitting a pattern, or what the name makes one expect.
final class TextExamples {
  private static final List<String> WORDS =
      List.of(
          "north", "star", "harbour", "lantern", "compass", "tide", "anchor", "chart", "island",
          "sail", "beacon", "current");
  private static final List<String> ODD_CHARACTERS =
      List.of(
          "a", "Z", "0", "9", " ", "-", "_", ".", ",", "'", "\"", "\\", "/", "<", "&", "%", "é",
          "ß", "Ω", "ж", "中", "🌟");
  private static final int LONGEST = 100_000;

  private final Keywords schema;
  private final Style style;
  private final Place place;
  private final int shortest;
  private final int longest;

  TextExamples(Keywords schema, Style style, Place place) {
    this.schema = schema;
    this.style = style;
    this.place = place;
    this.shortest = schema.count("minLength").orElse(0);
    this.longest = schema.count("maxLength").orElse(Integer.MAX_VALUE);
  }

  /// Makes a text.
  ///
  /// @return empty if no text was found that is valid
  Optional<String> text() {
    if (shortest > longest || shortest > LONGEST) {
      return Optional.empty();
    }
    var chance = place.chance();
    for (var candidate : candidates(chance)) {
      if (isValid(candidate)) {
        return Optional.of(candidate);
      }
    }
    return schema
        .text("pattern")
        .flatMap(pattern -> PatternText.of(pattern, chance, this::isValid, shortest, longest));
  }

  private List<String> candidates(Chance chance) {
    var format = schema.text("format").orElse("");
    if ("base64".equals(schema.get("contentEncoding")) || format.equals("byte")) {
      return List.of(Formats.base64(shortest, longest));
    }
    var ofFormat = Formats.examples(format, chance);
    if (!ofFormat.isEmpty()) {
      return ofFormat;
    }
    var candidates = new ArrayList<String>();
    if (style == Style.VARIED && chance.onceIn(2)) {
      candidates.add(odd(chance));
    }
    var named = NamedTexts.of(place.name(), chance);
    if (!named.isEmpty()) {
      candidates.addAll(chance.shuffled(named));
      candidates.add(fitted(chance.of(named), chance));
    }
    candidates.add(fitted(chance.of(WORDS), chance));
    return candidates;
  }

  /// Anything, as long as it is short; in both ways to count characters.
  private String odd(Chance chance) {
    var wanted = chance.between(shortest, Math.min(Math.max(longest, shortest), shortest + 12));
    var text = new StringBuilder();
    for (var count = 0; count < wanted; count++) {
      text.append(chance.of(ODD_CHARACTERS));
    }
    while (text.length() > longest) {
      var end = text.offsetByCodePoints(text.length(), -1);
      text.delete(end, text.length()).append("x".repeat(text.length() - end > 1 ? 1 : 0));
    }
    while (text.codePointCount(0, text.length()) < shortest) {
      text.append('x');
    }
    return text.length() <= longest ? text.toString() : "x".repeat(shortest);
  }

  /// A text with further words until it is long enough, and cut where it is too long.
  private String fitted(String text, Chance chance) {
    var longer = new StringBuilder(text);
    while (longer.length() < shortest) {
      longer.append(' ').append(chance.of(WORDS));
    }
    if (longer.length() > longest) {
      longer.setLength(Math.max(shortest, Math.min(longest, longer.length())));
      // No space at the end, which some would strip.
      if (!longer.isEmpty() && longer.charAt(longer.length() - 1) == ' ') {
        longer.setCharAt(longer.length() - 1, 's');
      }
    }
    return longer.toString();
  }

  private boolean isValid(String text) {
    return text.length() <= longest && ValueCheck.isValidText(schema, text);
  }
}
