package dev.lodestar.health;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

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

  /// Checks and copies the details. A number that JSON does not have, such as NaN, becomes a text,
  /// and one that changes, such as an `AtomicLong`, is taken as it is now.
  ///
  /// @throws IllegalArgumentException if a detail is no text, number or boolean
  public CheckResult {
    requireNonNull(status, "status");
    requireNonNull(message, "message");
    var kept = new LinkedHashMap<String, Object>();
    details.forEach((name, value) -> kept.put(name, plain(name, value)));
    details = Collections.unmodifiableMap(kept);
  }

  private static Object plain(String name, Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth;
      case Double number when !Double.isFinite(number) -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case AtomicInteger number -> number.get();
      case AtomicLong number -> number.get();
      case LongAdder number -> number.sum();
      case Byte _, Short _, Integer _, Long _, Float _, Double _, BigInteger _, BigDecimal _ ->
          value;
      case Number number -> String.valueOf(number);
      default ->
          throw new IllegalArgumentException(
              "The detail '"
                  + name
                  + "' is of "
                  + value.getClass()
                  + "; give a text, a number or a boolean.");
    };
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
