package dev.lodestar.schemacheck;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares values with what schemas say of them without looking inside: types, constants, texts,
/// numbers, sizes.
public final class ValueCheck {
  /// How many digits numbers may be apart for their remainder to be computed.
  private static final int MOST_DIGITS = 2000;

  private ValueCheck() {}

  /// Whether a text is valid as a text, whatever else the schema says.
  public static boolean isValidText(Keywords schema, String text) {
    var flaws = Flaws.certain();
    checkText(schema, text, "", flaws);
    return flaws.isEmpty();
  }

  static void check(Keywords schema, @Nullable Object value, String at, Flaws flaws) {
    checkType(schema, value, at, flaws);
    checkConstants(schema, value, at, flaws);
    if (value instanceof String text) {
      checkText(schema, text, at, flaws);
    } else if (value instanceof Number number) {
      checkNumber(schema, number, at, flaws);
    }
  }

  private static void checkType(Keywords schema, @Nullable Object value, String at, Flaws flaws) {
    var types = schema.get("type") instanceof String type ? List.of(type) : schema.list("type");
    if (types.isEmpty()
        || types.stream().anyMatch(type -> JsonValues.isOf(String.valueOf(type), value))
        || (value == null && schema.isTrue("nullable"))) {
      return;
    }
    if (value == null) {
      flaws.add(at, "null", () -> "Null is not allowed.");
    } else {
      flaws.add(
          at,
          "type",
          () ->
              "Expected "
                  + types.stream().map(String::valueOf).collect(Collectors.joining(" or "))
                  + ", found "
                  + JsonValues.told(value)
                  + ".");
    }
  }

  private static void checkConstants(
      Keywords schema, @Nullable Object value, String at, Flaws flaws) {
    if (schema.has("const") && !JsonValues.equal(schema.get("const"), value)) {
      flaws.add(
          at,
          "format",
          () -> "Expected " + schema.get("const") + ", found " + JsonValues.told(value) + ".");
    }
    if (schema.get("enum") instanceof List<?> constants
        && constants.stream().noneMatch(constant -> JsonValues.equal(constant, value))) {
      flaws.add(
          at,
          "format",
          () ->
              "Expected one of "
                  + constants.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + ", found "
                  + JsonValues.told(value)
                  + ".");
    }
  }

  private static void checkText(Keywords schema, String text, String at, Flaws flaws) {
    var length = text.codePointCount(0, text.length());
    checkSize(schema, length, "Length", "characters", at, flaws);
    var format = schema.text("format");
    if (format.isPresent() && !TextFormats.matches(format.get(), text)) {
      flaws.add(
          at,
          "format",
          () ->
              "Expected a text of the format "
                  + format.get()
                  + ", found "
                  + JsonValues.told(text)
                  + ".");
    }
    var pattern = schema.text("pattern");
    if (pattern.isPresent() && !flaws.holds(PatternMatch.find(pattern.get(), text))) {
      flaws.add(at, "pattern", () -> "It must match \"" + pattern.get() + "\".");
    }
  }

  /// Compares a size with the keywords that begin with `min` and `max`.
  static void checkSize(
      Keywords schema, int size, String keyword, String what, String at, Flaws flaws) {
    var least = schema.count("min" + keyword);
    if (least.isPresent() && size < least.get()) {
      flaws.add(at, "min" + keyword, () -> "It has fewer than " + least.get() + " " + what + ".");
    }
    var most = schema.count("max" + keyword);
    if (most.isPresent() && size > most.get()) {
      flaws.add(at, "max" + keyword, () -> "It has more than " + most.get() + " " + what + ".");
    }
  }

  private static void checkNumber(Keywords schema, Number number, String at, Flaws flaws) {
    var exact = Keywords.exact(number);
    if (exact.isEmpty()) {
      flaws.add(at, "type", () -> "JSON has no number " + number + ".");
      return;
    }
    var value = exact.get();
    for (var keyword :
        List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")) {
      var limit = schema.number(keyword);
      if (limit.isPresent() && !holds(schema, keyword, value, limit.get())) {
        flaws.add(
            at, keyword, () -> number + " is against the " + keyword + " " + limit.get() + ".");
      }
    }
  }

  private static boolean holds(
      Keywords schema, String keyword, BigDecimal value, BigDecimal limit) {
    return switch (keyword) {
      // OpenAPI 3.0 says with a boolean that the bound is exclusive.
      case "minimum" ->
          value.compareTo(limit) > 0
              || (value.compareTo(limit) == 0 && !schema.isTrue("exclusiveMinimum"));
      case "maximum" ->
          value.compareTo(limit) < 0
              || (value.compareTo(limit) == 0 && !schema.isTrue("exclusiveMaximum"));
      case "exclusiveMinimum" -> value.compareTo(limit) > 0;
      case "exclusiveMaximum" -> value.compareTo(limit) < 0;
      default -> isMultiple(value, limit);
    };
  }

  private static boolean isMultiple(BigDecimal value, BigDecimal step) {
    return step.signum() <= 0
        || Math.abs((long) value.scale() - step.scale()) > MOST_DIGITS
        || value.remainder(step).signum() == 0;
  }
}
