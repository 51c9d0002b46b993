package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Tests of numbers, and of texts that hold a number.
final class NumberTests {
  private static final String FITS = "a number";

  private NumberTests() {}

  static Test min(String code, BigDecimal bound, boolean inclusive, Class<?> type) {
    if (isInteger(type) && isLong(bound)) {
      return new AtLeast(bound.longValueExact(), inclusive);
    }
    var numbers = numbers(code, type);
    return value -> {
      if (value == null) {
        return true;
      }
      if (isInfinite(value)) {
        return ((Number) value).doubleValue() > 0;
      }
      var number = numbers.of(value);
      return number != null && number.compareTo(bound) >= (inclusive ? 0 : 1);
    };
  }

  static Test max(String code, BigDecimal bound, boolean inclusive, Class<?> type) {
    if (isInteger(type) && isLong(bound)) {
      return new AtMost(bound.longValueExact(), inclusive);
    }
    var numbers = numbers(code, type);
    return value -> {
      if (value == null) {
        return true;
      }
      if (isInfinite(value)) {
        return ((Number) value).doubleValue() < 0;
      }
      var number = numbers.of(value);
      return number != null && number.compareTo(bound) <= (inclusive ? 0 : -1);
    };
  }

  // Most types of an application have such a bound, and a class is there sooner than a lambda.

  private record AtLeast(long least, boolean inclusive) implements Test {
    @Override
    public boolean passes(@Nullable Object value) {
      return value == null || passes(((Number) value).longValue());
    }

    private boolean passes(long number) {
      return number > least || (inclusive && number == least);
    }
  }

  private record AtMost(long most, boolean inclusive) implements Test {
    @Override
    public boolean passes(@Nullable Object value) {
      return value == null || passes(((Number) value).longValue());
    }

    private boolean passes(long number) {
      return number < most || (inclusive && number == most);
    }
  }

  static Test digits(int integer, int fraction, Class<?> type) {
    var numbers = numbers("Digits", type);
    return value -> {
      if (value == null) {
        return true;
      }
      var number = numbers.of(value);
      return number != null
          && number.precision() - number.scale() <= integer
          && number.scale() <= fraction;
    };
  }

  /// Reads a value exactly; null if it is not a number.
  private interface Numbers {
    @Nullable BigDecimal of(Object value);
  }

  private static Numbers numbers(String code, Class<?> type) {
    if (isInteger(type)) {
      return value -> BigDecimal.valueOf(((Number) value).longValue());
    }
    if (type == BigDecimal.class) {
      return value -> (BigDecimal) value;
    }
    if (type == BigInteger.class) {
      return value -> new BigDecimal((BigInteger) value);
    }
    if (type == double.class || type == Double.class) {
      // The shortest decimal of the double is the number people mean: 0.1 has one digit.
      return value -> finite((Double) value) ? BigDecimal.valueOf((Double) value) : null;
    }
    if (type == float.class || type == Float.class) {
      return value -> finite((Float) value) ? new BigDecimal(value.toString()) : null;
    }
    boolean text = CharSequence.class.isAssignableFrom(type);
    if (text && (code.startsWith("Decimal") || code.equals("Digits"))) {
      var converter = Converters.standard().find(BigDecimal.class).orElseThrow();
      return value -> parsed(converter, value.toString());
    }
    throw Unfit.type(code, type, FITS);
  }

  private static @Nullable BigDecimal parsed(Converter<BigDecimal> converter, String text) {
    try {
      return converter.parse(text);
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }

  static boolean isInteger(Class<?> type) {
    return type == int.class
        || type == Integer.class
        || type == long.class
        || type == Long.class
        || type == short.class
        || type == Short.class
        || type == byte.class
        || type == Byte.class;
  }

  private static boolean isLong(BigDecimal bound) {
    return bound.scale() == 0 && bound.unscaledValue().bitLength() < Long.SIZE;
  }

  private static boolean isInfinite(Object value) {
    return (value instanceof Double number && Double.isInfinite(number))
        || (value instanceof Float number2 && Float.isInfinite(number2));
  }

  private static boolean finite(double value) {
    return Double.isFinite(value);
  }
}
