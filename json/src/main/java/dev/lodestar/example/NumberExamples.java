package dev.lodestar.example;

import dev.lodestar.schemacheck.Keywords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Numbers: multiples of a step between two bounds, near to what the name makes one expect.
final class NumberExamples {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final int FINEST_SCALE = 30;

  private final Keywords schema;
  private final Style style;
  private final Place place;
  private final boolean whole;

  NumberExamples(Keywords schema, Style style, Place place, boolean whole) {
    this.schema = schema;
    this.style = style;
    this.place = place;
    this.whole = whole;
  }

  /// What may be chosen.
  ///
  /// @param first the smallest multiple of the step
  /// @param last the largest one
  private record Range(BigInteger first, BigInteger last, BigDecimal step) {
    boolean isEmpty() {
      return first.compareTo(last) > 0;
    }

    Optional<BigDecimal> random(Chance chance) {
      if (isEmpty()) {
        return Optional.empty();
      }
      var count = last.subtract(first).add(BigInteger.ONE);
      var index = new BigInteger(64, new Random(chance.number())).mod(count);
      return Optional.of(step.multiply(new BigDecimal(first.add(index))));
    }
  }

  Optional<Number> number() {
    var expected = NamedNumbers.range(place.name());
    var chance = place.chance();
    for (var step = step(); step.scale() <= FINEST_SCALE; step = step.movePointLeft(1)) {
      var allowed = allowed(step);
      if (!allowed.isEmpty()) {
        return chosen(allowed, expected, step, chance).map(this::plain);
      }
      if (whole || schema.has("multipleOf")) {
        break;
      }
    }
    return Optional.empty();
  }

  private Optional<BigDecimal> chosen(
      Range allowed, NamedNumbers.Range expected, BigDecimal step, Chance chance) {
    if (style == Style.VARIED && chance.onceIn(2)) {
      var edges =
          List.of(
              allowed.first(),
              allowed.last(),
              allowed.first().max(BigInteger.ZERO).min(allowed.last()));
      return Optional.of(step.multiply(new BigDecimal(chance.of(edges))));
    }
    if (style == Style.VARIED && chance.onceIn(2)) {
      return allowed.random(chance);
    }
    var usual = between(expected.first(), false, expected.last(), false, step);
    var both =
        new Range(usual.first().max(allowed.first()), usual.last().min(allowed.last()), step);
    if (!both.isEmpty()) {
      return both.random(chance);
    }
    return near(allowed, expected, step).random(chance);
  }

  /// What is allowed, as near as possible to what is expected.
  private static Range near(Range allowed, NamedNumbers.Range expected, BigDecimal step) {
    var some = HUNDRED.divide(step, 0, RoundingMode.DOWN).toBigInteger().max(BigInteger.ONE);
    var isAbove = step.multiply(new BigDecimal(allowed.first())).compareTo(expected.last()) > 0;
    return isAbove
        ? new Range(allowed.first(), allowed.first().add(some).min(allowed.last()), step)
        : new Range(allowed.last().subtract(some).max(allowed.first()), allowed.last(), step);
  }

  private BigDecimal step() {
    var multiple = schema.number("multipleOf").filter(step -> step.signum() > 0);
    if (multiple.isEmpty()) {
      return whole ? BigDecimal.ONE : CENT;
    }
    var step = multiple.get();
    if (!whole) {
      return step;
    }
    var inWholes = step;
    for (var i = 2; inWholes.stripTrailingZeros().scale() > 0 && i <= 1000; i++) {
      inWholes = step.multiply(BigDecimal.valueOf(i));
    }
    return inWholes;
  }

  private Range allowed(BigDecimal step) {
    var low = bound("minimum", "exclusiveMinimum", true);
    var high = bound("maximum", "exclusiveMaximum", false);
    return between(low.value(), low.exclusive(), high.value(), high.exclusive(), step);
  }

  private record Bound(BigDecimal value, boolean exclusive) {}

  private Bound bound(String inclusive, String exclusive, boolean isLow) {
    var bound = new Bound(limit(isLow), false);
    var plain = schema.number(inclusive);
    if (plain.isPresent() && isTighter(plain.get(), bound.value(), isLow)) {
      // OpenAPI 3.0 says with a boolean that the bound is exclusive.
      bound = new Bound(plain.get(), schema.isTrue(exclusive));
    }
    var strict = schema.number(exclusive);
    if (strict.isPresent()
        && (isTighter(strict.get(), bound.value(), isLow)
            || strict.get().compareTo(bound.value()) == 0)) {
      bound = new Bound(strict.get(), true);
    }
    return bound;
  }

  private static boolean isTighter(BigDecimal bound, BigDecimal than, boolean isLow) {
    return isLow ? bound.compareTo(than) > 0 : bound.compareTo(than) < 0;
  }

  /// What the format allows, which is also where examples of an unbounded type end.
  private BigDecimal limit(boolean isLow) {
    var format = schema.text("format").orElse("");
    var bits =
        switch (format) {
          case "int8" -> 7;
          case "int16" -> 15;
          case "int32" -> 31;
          case "int64" -> 63;
          case "float" -> 24;
          case "double" -> 53;
          default -> whole ? 63 : 53;
        };
    var most = BigDecimal.valueOf(2).pow(bits);
    var largest = isLow || !whole ? most : most.subtract(BigDecimal.ONE);
    var limit = isLow ? largest.negate() : largest;
    return format.isEmpty() ? beyondBounds(limit, isLow) : limit;
  }

  /// Without a format there may be bounds beyond those of every format.
  private BigDecimal beyondBounds(BigDecimal limit, boolean isLow) {
    for (var keyword : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
      var bound = schema.number(keyword).orElse(limit);
      limit = isLow ? limit.min(bound.subtract(HUNDRED)) : limit.max(bound.add(HUNDRED));
    }
    return limit;
  }

  private static Range between(
      BigDecimal low, boolean lowExcluded, BigDecimal high, boolean highExcluded, BigDecimal step) {
    var first = low.divide(step, 0, RoundingMode.CEILING).toBigInteger();
    if (lowExcluded && step.multiply(new BigDecimal(first)).compareTo(low) == 0) {
      first = first.add(BigInteger.ONE);
    }
    var last = high.divide(step, 0, RoundingMode.FLOOR).toBigInteger();
    if (highExcluded && step.multiply(new BigDecimal(last)).compareTo(high) == 0) {
      last = last.subtract(BigInteger.ONE);
    }
    return new Range(first, last, step);
  }

  private Number plain(BigDecimal value) {
    if (whole) {
      var integer = value.toBigInteger();
      return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }
    var shortest = value.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
