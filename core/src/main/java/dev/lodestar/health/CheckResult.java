package dev.lodestar.health;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a check has found out. Immutable.
///
/// ```java
/// CheckResult.up().with("connections", 12)
/// ```
///
/// @param status how it is
/// @param message a sentence that says more; empty if there is nothing to say
/// @param details what was measured, by name: texts, numbers and booleans
public record CheckResult(HealthStatus status, String message, Map<String, Object> details) {

  /// Checks and copies the details.
  ///
  /// @throws IllegalArgumentException if a detail is no text, number or boolean
  public CheckResult {
    requireNonNull(status, "status");
    requireNonNull(message, "message");
    for (var detail : details.entrySet()) {
      checkDetail(detail.getKey(), detail.getValue());
    }
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  private static void checkDetail(String name, Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "The detail '"
              + name
              + "' is of "
              + value.getClass()
              + "; give a text, a number or a boolean.");
    }
  }

  /// Returns the result of something that works.
  ///
  /// @return the result
  public static CheckResult up() {
    return new CheckResult(HealthStatus.UP, "", Map.of());
  }

  /// Returns the result of something that works, but not as it should.
  ///
  /// @param message a sentence that says what is wrong
  /// @return the result
  public static CheckResult degraded(String message) {
    return new CheckResult(HealthStatus.DEGRADED, message, Map.of());
  }

  /// Returns the result of something that does not work.
  ///
  /// @param message a sentence that says what is wrong
  /// @return the result
  public static CheckResult down(String message) {
    return new CheckResult(HealthStatus.DOWN, message, Map.of());
  }

  /// Returns the result of something that works if a condition holds, and otherwise does not.
  ///
  /// @param works whether it works
  /// @param otherwise a sentence that says what is wrong if it does not
  /// @return the result
  public static CheckResult upIf(boolean works, String otherwise) {
    return works ? up() : down(otherwise);
  }

  /// Returns the result with a detail.
  ///
  /// @param name what it is called
  /// @param value a text, a number or a boolean
  /// @return the new result
  /// @throws IllegalArgumentException if the value is something else
  public CheckResult with(String name, Object value) {
    var more = new LinkedHashMap<>(details);
    more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return new CheckResult(status, message, more);
  }
}
