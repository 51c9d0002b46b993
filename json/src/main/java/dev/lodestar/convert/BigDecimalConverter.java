package dev.lodestar.convert;

import dev.lodestar.text.BigNumbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads and writes decimal numbers of many digits.
record BigDecimalConverter() implements AsciiConverter<BigDecimal> {
  private static final int MAX_SCALE = 1000;

  /// More bits have more than 1,000 digits: such a number is refused before it is printed.
  private static final int PRINTED_BITS = 3330;

  /// A longer exponent is beyond all limits, or has needless zeros.
  private static final int EXPONENT_LENGTH = 8;

  @Override
  public @Nullable BigDecimal parse(byte[] source, int from, int to) {
    var number = Numbers.scan(source, from, to);
    if (number == null || number.exponentLength() > EXPONENT_LENGTH) {
      return null;
    }
    var value = number.bigDecimal();
    return isWithinScale(value) ? value : null;
  }

  @Override
  public int format(BigDecimal value, byte[] target, int position) {
    return BigNumbers.write(target, position, value);
  }

  @Override
  public int maxLength(BigDecimal value) {
    boolean printed = isWithinScale(value) && value.unscaledValue().bitLength() <= PRINTED_BITS;
    int length = printed ? BigNumbers.maxLength(value) : Integer.MAX_VALUE;
    if (length > Numbers.MAX_LENGTH) {
      throw Numbers.tooLong("number");
    }
    return length;
  }

  private static boolean isWithinScale(BigDecimal value) {
    return Math.abs(value.scale()) <= MAX_SCALE;
  }

  @Override
  public String expected() {
    return "a number of at most 1000 characters with a scale between -1000 and 1000";
  }
}
