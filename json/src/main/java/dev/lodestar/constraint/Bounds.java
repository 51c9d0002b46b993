package dev.lodestar.constraint;

import dev.lodestar.secret.Secret;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Bounds that tell a valid value without running its checks, for generated code.
///
/// A value that is not null and keeps these bounds is valid if they are [#sufficient()]. One that
/// does not keep them must be given to [Constraints#check], which may still find it valid. Bounds
/// that do not apply to the type of the value are as wide as they can be.
///
/// @param sufficient whether the bounds say everything that the constraints of the place say; if
///   false, the other components mean nothing
/// @param least the least value of a `byte`, `short`, `int` or `long`
/// @param most the greatest value of these
/// @param leastDouble the least value of a `double`; not a number keeps no bounds
/// @param mostDouble the greatest value of a `double`
/// @param minLength the least length of a text in chars, or size of a collection, map or array
/// @param maxLength the greatest length or size
/// @param notBlank whether a text must have a character that is not white space in the sense of
///   [Character#isWhitespace(char)]
/// @param email whether a text must be an e-mail address
public record Bounds(
    boolean sufficient,
    long least,
    long most,
    double leastDouble,
    double mostDouble,
    int minLength,
    int maxLength,
    boolean notBlank,
    boolean email) {
  static final Bounds WIDEST =
      new Bounds(
          true,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          0,
          Integer.MAX_VALUE,
          false,
          false);
  static final Bounds UNKNOWN = WIDEST.insufficient();

  /// Whether every value that is not null keeps these bounds and is valid.
  ///
  /// @return true if nothing needs to be compared
  public boolean unlimited() {
    return equals(WIDEST);
  }

  /// Narrows the bounds by constraints that fit the class.
  static Bounds of(List<Annotation> constraints, Class<?> type) {
    if (type == Secret.class && !constraints.isEmpty()) {
      return UNKNOWN; // they are about its text
    }
    var bounds = WIDEST;
    for (var constraint : constraints) {
      bounds = bounds.with(constraint, type);
    }
    return bounds.sufficient ? bounds : UNKNOWN;
  }

  private Bounds with(Annotation constraint, Class<?> type) {
    if (constraint instanceof Size size) {
      return length(size.min(), size.max());
    }
    if (constraint instanceof Min min) {
      return atLeast(BigDecimal.valueOf(min.value()), true, type);
    }
    if (constraint instanceof Max max) {
      return atMost(BigDecimal.valueOf(max.value()), true, type);
    }
    if (constraint instanceof Email email) {
      return email.regexp().equals(BuiltIns.ANY_ADDRESS) ? addressRequired() : insufficient();
    }
    if (constraint instanceof DecimalMin min) {
      return atLeast(BuiltIns.decimal(min.value()), min.inclusive(), type);
    }
    if (constraint instanceof DecimalMax max) {
      return atMost(BuiltIns.decimal(max.value()), max.inclusive(), type);
    }
    return switch (constraint.annotationType().getSimpleName()) {
      case "NotNull" -> this;
      case "NotEmpty" -> length(1, Integer.MAX_VALUE);
      case "NotBlank" -> length(1, Integer.MAX_VALUE).blankRefused();
      case "Positive" -> atLeast(BigDecimal.ZERO, false, type);
      case "PositiveOrZero" -> atLeast(BigDecimal.ZERO, true, type);
      case "Negative" -> atMost(BigDecimal.ZERO, false, type);
      case "NegativeOrZero" -> atMost(BigDecimal.ZERO, true, type);
      default -> insufficient();
    };
  }

  private Bounds insufficient() {
    return new Bounds(
        false, least, most, leastDouble, mostDouble, minLength, maxLength, notBlank, email);
  }

  private Bounds blankRefused() {
    return new Bounds(
        sufficient, least, most, leastDouble, mostDouble, minLength, maxLength, true, email);
  }

  private Bounds addressRequired() {
    return new Bounds(
        sufficient, least, most, leastDouble, mostDouble, minLength, maxLength, notBlank, true);
  }

  private Bounds length(int min, int max) {
    return new Bounds(
        sufficient,
        least,
        most,
        leastDouble,
        mostDouble,
        Math.max(minLength, min),
        Math.min(maxLength, max),
        notBlank,
        email);
  }

  private Bounds range(long newLeast, long newMost) {
    return new Bounds(
        sufficient,
        Math.max(least, newLeast),
        Math.min(most, newMost),
        leastDouble,
        mostDouble,
        minLength,
        maxLength,
        notBlank,
        email);
  }

  private Bounds range(double newLeast, double newMost) {
    return new Bounds(
        sufficient,
        least,
        most,
        Math.max(leastDouble, newLeast),
        Math.min(mostDouble, newMost),
        minLength,
        maxLength,
        notBlank,
        email);
  }

  private Bounds atLeast(BigDecimal bound, boolean inclusive, Class<?> type) {
    if (NumberTests.isInteger(type)) {
      var whole = bound.setScale(0, RoundingMode.CEILING);
      var first = inclusive || whole.compareTo(bound) != 0 ? whole : whole.add(BigDecimal.ONE);
      return first.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
          ? insufficient()
          : range(first.max(BigDecimal.valueOf(Long.MIN_VALUE)).longValueExact(), Long.MAX_VALUE);
    }
    return type == double.class || type == Double.class
        ? range(leastDouble(bound, inclusive), Double.POSITIVE_INFINITY)
        : insufficient();
  }

  private Bounds atMost(BigDecimal bound, boolean inclusive, Class<?> type) {
    if (NumberTests.isInteger(type)) {
      var whole = bound.setScale(0, RoundingMode.FLOOR);
      var last = inclusive || whole.compareTo(bound) != 0 ? whole : whole.subtract(BigDecimal.ONE);
      return last.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
          ? insufficient()
          : range(Long.MIN_VALUE, last.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact());
    }
    return type == double.class || type == Double.class
        ? range(Double.NEGATIVE_INFINITY, -leastDouble(bound.negate(), inclusive))
        : insufficient();
  }

  /// The least double whose shortest decimal is not below the bound, as [NumberTests] compares.
  private static double leastDouble(BigDecimal bound, boolean inclusive) {
    double candidate = Math.nextDown(Math.nextDown(bound.doubleValue()));
    while (candidate < Double.POSITIVE_INFINITY && !passes(candidate, bound, inclusive)) {
      candidate = Math.nextUp(candidate);
    }
    return candidate;
  }

  private static boolean passes(double candidate, BigDecimal bound, boolean inclusive) {
    return candidate != Double.NEGATIVE_INFINITY
        && BigDecimal.valueOf(candidate).compareTo(bound) >= (inclusive ? 0 : 1);
  }
}
