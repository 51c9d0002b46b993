package dev.lodestar.openapi.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Values of trees compared as JSON Schema does: 1, 1.0 and 1e0 are one number.
final class Values {
  private Values() {}

  static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number first && other instanceof Number second) {
      return decimal(first).compareTo(decimal(second)) == 0;
    }
    if (one instanceof List<?> first && other instanceof List<?> second) {
      return equalLists(first, second);
    }
    if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
      return equalMaps(first, second);
    }
    return Objects.equals(one, other);
  }

  private static boolean equalLists(List<?> first, List<?> second) {
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

  private static boolean equalMaps(Map<?, ?> first, Map<?, ?> second) {
    if (!first.keySet().equals(second.keySet())) {
      return false;
    }
    for (var entry : first.entrySet()) {
      if (!equal(entry.getValue(), second.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  static int hash(@Nullable Object value) {
    return switch (value) {
      case Number number -> Double.hashCode(number.doubleValue());
      case List<?> list -> list.stream().mapToInt(Values::hash).reduce(1, (a, b) -> 31 * a + b);
      case Map<?, ?> map -> map.keySet().hashCode();
      case null, default -> Objects.hashCode(value);
    };
  }

  static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
  }
}
