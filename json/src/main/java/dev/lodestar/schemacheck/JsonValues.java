package dev.lodestar.schemacheck;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of trees as JSON Schema looks at them.
public final class JsonValues {
  private JsonValues() {}

  /// Whether a value is of a type of JSON Schema; of a type that there is not, every value is.
  static boolean isOf(String type, @Nullable Object value) {
    return switch (type) {
      case "null" -> value == null;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof List<?>;
      case "object" -> value instanceof Map<?, ?>;
      case "number" -> value instanceof Number;
      case "integer" ->
          value instanceof Number number
              && Keywords.exact(number).filter(JsonValues::isWhole).isPresent();
      default -> true;
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /// What a value is, for people.
  static String told(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean flag -> flag.toString();
      case String text -> "the text \"" + shortened(text) + "\"";
      case Number number -> "the number " + number;
      case List<?> _ -> "an array";
      default -> "an object";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /// Equality as JSON knows it: 1, 1.0 and 1e0 are one number, and fields have no order.
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number first && b instanceof Number second) {
      var exact = Keywords.exact(first);
      var other = Keywords.exact(second);
      return exact.isPresent() && other.isPresent() && exact.get().compareTo(other.get()) == 0;
    }
    if (a instanceof List<?> first && b instanceof List<?> second) {
      if (first.size() != second.size()) {
        return false;
      }
      for (var i = 0; i < first.size(); i++) {
        if (!equal(first.get(i), second.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> equal(first.get(key), second.get(key)));
    }
    return a == null ? b == null : a.equals(b);
  }
}
