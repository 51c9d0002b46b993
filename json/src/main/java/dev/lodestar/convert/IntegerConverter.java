package dev.lodestar.convert;

import dev.lodestar.text.Digits;
import org.jspecify.annotations.Nullable;

/// Reads and writes the integers of one class, told by its bounds: a `-` where one is needed, and
/// digits.
record IntegerConverter<T extends Number>(long least, long most, String expected)
    implements AsciiConverter<T> {

  IntegerConverter(long least, long most) {
    this(least, most, "an integer between " + least + " and " + most);
  }

  @Override
  public @Nullable T parse(byte[] source, int from, int to) {
    boolean negative = from < to && source[from] == '-';
    int start = negative ? from + 1 : from;
    if (start == to) {
      return null;
    }
    // Summed as a negative number, because Long.MIN_VALUE has no positive counterpart.
    long sum = 0;
    for (int i = start; i < to; i++) {
      int digit = source[i] - '0';
      if (digit < 0 || digit > 9 || sum < (Long.MIN_VALUE + digit) / 10) {
        return null;
      }
      sum = sum * 10 - digit;
    }
    if (!negative && sum == Long.MIN_VALUE) {
      return null;
    }
    long value = negative ? sum : -sum;
    return value < least || value > most ? null : boxed(value);
  }

  @SuppressWarnings("unchecked") // the class that has these bounds
  private T boxed(long value) {
    if (most == Byte.MAX_VALUE) {
      return (T) (Object) (byte) value;
    }
    if (most == Short.MAX_VALUE) {
      return (T) (Object) (short) value;
    }
    return (T) (most == Integer.MAX_VALUE ? (Object) (int) value : (Object) value);
  }

  @Override
  public int format(T value, byte[] target, int position) {
    return Digits.write(target, position, value.longValue());
  }

  @Override
  public int maxLength(T value) {
    return Digits.LONGEST;
  }
}
