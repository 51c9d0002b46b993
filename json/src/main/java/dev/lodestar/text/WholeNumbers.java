package dev.lodestar.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Integers that are written with a fraction of zeros or with an exponent.
public final class WholeNumbers {
  private static final int GREATEST_LENGTH = 1_000;

  /// So many digits an exponent may add up to. Otherwise a short text would become a long number.
  private static final int MAX_EXPANDED = 40;

  /// Stands for integers that nothing reads, so that they are never written out.
  private static final BigInteger BEYOND = BigInteger.TEN.pow(2 * GREATEST_LENGTH);

  private WholeNumbers() {}

  /// The integer that a number is: 1000 for `1e3`.
  ///
  /// @param number a number as JSON
  /// @return null if it is no integer; [#isBeyond] for one of more than 1,000 digits, or of more
  ///   than 40 and more than it has characters
  public static @Nullable BigInteger of(String number) {
    if (number.length() > GREATEST_LENGTH) {
      return BEYOND;
    }
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException exponentBeyondInt) {
      return BEYOND;
    }
    if (value.signum() == 0) {
      return BigInteger.ZERO;
    }
    var shortest = value.stripTrailingZeros();
    if (shortest.scale() > 0) {
      return null;
    }
    long digits = (long) shortest.precision() - shortest.scale();
    return digits > Math.max(MAX_EXPANDED, number.length()) ? BEYOND : shortest.toBigIntegerExact();
  }

  /// Whether an integer only stands for those that nothing reads.
  public static boolean isBeyond(BigInteger integer) {
    return integer.equals(BEYOND);
  }
}
