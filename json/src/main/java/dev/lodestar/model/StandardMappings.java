package dev.lodestar.model;

import dev.lodestar.model.Models.Mapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Types of the platform that are read and written as values of another type.
final class StandardMappings {
  private StandardMappings() {}

  /// The mapping of a class; null if there is none.
  static @Nullable Mapping of(Class<?> type) {
    return switch (type.getName()) {
      case "java.nio.file.Path" ->
          new Mapping(String.class, Object::toString, text -> Path.of((String) text));
      case "java.lang.CharSequence" -> new Mapping(String.class, Object::toString, text -> text);
      case "[C" ->
          new Mapping(
              String.class,
              letters -> new String((char[]) letters),
              text -> ((String) text).toCharArray());
      case "java.lang.Number" ->
          new Mapping(
              BigDecimal.class,
              number -> decimal((Number) number),
              number -> narrowed((BigDecimal) number));
      case "java.util.concurrent.atomic.AtomicBoolean" ->
          new Mapping(
              Boolean.class,
              atomic -> ((AtomicBoolean) atomic).get(),
              value -> new AtomicBoolean((Boolean) value));
      case "java.util.concurrent.atomic.AtomicInteger" ->
          new Mapping(
              Integer.class,
              atomic -> ((AtomicInteger) atomic).get(),
              value -> new AtomicInteger((Integer) value));
      case "java.util.concurrent.atomic.AtomicLong" ->
          new Mapping(
              Long.class,
              atomic -> ((AtomicLong) atomic).get(),
              value -> new AtomicLong((Long) value));
      default -> null;
    };
  }

  private static BigDecimal decimal(Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      throw new IllegalArgumentException(number + " is not a finite number.", notFinite);
    }
  }

  /// The smallest of `Long`, `BigInteger` and `BigDecimal` that holds a number as it was written.
  private static Number narrowed(BigDecimal number) {
    if (number.scale() != 0) {
      return number;
    }
    BigInteger integer = number.unscaledValue();
    return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
  }
}
