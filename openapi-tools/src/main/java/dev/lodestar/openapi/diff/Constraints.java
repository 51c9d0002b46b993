package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.document.Node;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares the keywords that limit simple values.
final class Constraints {
  private static final List<String> LOWER =
      List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final List<String> UPPER =
      List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> OTHER =
      List.of("pattern", "multipleOf", "contentEncoding", "contentMediaType");

  /// Formats of which the second one holds all values of the first one.
  private static final Map<String, String> WIDER = Map.of("int32", "int64", "float", "double");

  private Constraints() {}

  static void compare(Node older, Node newer, Spot spot) {
    compareValues(older, newer, spot);
    LOWER.forEach(keyword -> compareBound(keyword, older, newer, spot, true));
    UPPER.forEach(keyword -> compareBound(keyword, older, newer, spot, false));
    OTHER.forEach(keyword -> compareOther(keyword, older.get(keyword), newer.get(keyword), spot));
    compareFormats(older.get("format").text(""), newer.get("format").text(""), spot);
    if (newer.get("uniqueItems").isTrue() && !older.get("uniqueItems").isTrue()) {
      spot.narrower("Its elements have to be different now.");
    }
    if (older.get("uniqueItems").isTrue() && !newer.get("uniqueItems").isTrue()) {
      spot.wider("Its elements may be equal now.");
    }
    compareDefaults(older.get("default"), newer.get("default"), spot);
  }

  private static void compareValues(Node older, Node newer, Spot spot) {
    var olderValues = values(older);
    var newerValues = values(newer);
    if (olderValues.isEmpty() && newerValues.isEmpty()) {
      return;
    }
    if (newerValues.isEmpty()) {
      spot.wider("It is no longer one of " + told(olderValues) + " only.");
    } else if (olderValues.isEmpty()) {
      spot.narrower("It is one of " + told(newerValues) + " only.");
    } else {
      var gone = new LinkedHashSet<>(olderValues);
      gone.removeAll(newerValues);
      var added = new LinkedHashSet<>(newerValues);
      added.removeAll(olderValues);
      if (!gone.isEmpty()) {
        spot.narrower("It can no longer be " + told(gone) + ".");
      }
      if (!added.isEmpty()) {
        spot.wider("It can be " + told(added) + " now.");
      }
    }
  }

  private static Set<Node> values(Node schema) {
    var values = new LinkedHashSet<Node>();
    if (schema.get("const").isPresent()) {
      values.add(schema.get("const"));
    } else {
      values.addAll(schema.get("enum").items());
    }
    return values;
  }

  private static String told(Set<Node> values) {
    return values.stream()
        .map(value -> value.text().map(text -> "'" + text + "'").orElse(String.valueOf(value)))
        .collect(Collectors.joining(", "));
  }

  /// @param isLower whether the bound narrows when it grows
  private static void compareBound(
      String keyword, Node older, Node newer, Spot spot, boolean isLower) {
    var before = older.get(keyword).number();
    var after = newer.get(keyword).number();
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    if (after.isEmpty()) {
      spot.wider("There is no " + keyword + " anymore; it was " + before.get() + ".");
      return;
    }
    if (before.isEmpty()) {
      spot.narrower("There is a " + keyword + " now, " + after.get() + ".");
      return;
    }
    var message = "The " + keyword + " is " + after.get() + " instead of " + before.get() + ".";
    var change = decimal(after.get()).compareTo(decimal(before.get()));
    if (change != 0) {
      if (isLower == (change > 0)) {
        spot.narrower(message);
      } else {
        spot.wider(message);
      }
    }
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static void compareOther(String keyword, Node older, Node newer, Spot spot) {
    if (older.equals(newer)) {
      return;
    }
    if (!older.isPresent()) {
      spot.narrower("There is a " + keyword + " now, " + newer + ".");
    } else if (!newer.isPresent()) {
      spot.wider("There is no " + keyword + " anymore; it was " + older + ".");
    } else {
      spot.breaking("The " + keyword + " is " + newer + " instead of " + older + ".");
    }
  }

  private static void compareFormats(String older, String newer, Spot spot) {
    if (older.equals(newer)) {
      return;
    }
    var message =
        newer.isEmpty()
            ? "There is no format anymore; it was " + older + "."
            : "The format is " + newer + (older.isEmpty() ? " now." : " instead of " + older + ".");
    if (newer.isEmpty() || newer.equals(WIDER.get(older))) {
      spot.wider(message);
    } else if (older.isEmpty() || older.equals(WIDER.get(newer))) {
      spot.narrower(message);
    } else {
      spot.breaking(message);
    }
  }

  private static void compareDefaults(Node older, Node newer, Spot spot) {
    if (older.equals(newer)) {
      return;
    }
    var message =
        !newer.isPresent()
            ? "There is no default anymore; it was " + older + "."
            : "The default is "
                + newer
                + (older.isPresent() ? " instead of " + older + "." : " now.");
    if (spot.direction() == Direction.REQUEST && older.isPresent()) {
      spot.breaking(message);
    } else {
      spot.compatible(message);
    }
  }
}
