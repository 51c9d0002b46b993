package dev.lodestar.text;

/// Writes integers in decimal, two digits at a time.
public final class Digits {
  /// The longest text of a long has so many bytes.
  public static final int MAX_LENGTH = 20;

  private static final int MOST_DIGITS = 19;

  /// The digits of 0 to 99, tens first.
  private static final byte[] PAIRS = new byte[200];

  /// The least number of each count of digits; of none, zero.
  private static final long[] LEAST = new long[MOST_DIGITS];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    long power = 1;
    for (int i = 1; i < MOST_DIGITS; i++) {
      power *= 10;
      LEAST[i] = power;
    }
  }

  private Digits() {}

  /// Writes a number and answers the position after it.
  public static int write(byte[] to, int start, long value) {
    int at = start;
    if (value < 0) {
      to[at++] = '-';
      if (value == Long.MIN_VALUE) {
        // It has no positive counterpart; eighteen digits follow the first.
        to[at++] = '9';
        place(to, at, at + MOST_DIGITS - 1, 223372036854775808L);
        return at + MOST_DIGITS - 1;
      }
    }
    long size = Math.abs(value);
    int end = at + count(size);
    place(to, at, end, size);
    return end;
  }

  /// How many digits a number has that is not negative.
  static int count(long value) {
    // The logarithm to base 2 times that of 2 to base 10 is at most one too small.
    int atLeast = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
    return atLeast == MOST_DIGITS || value < LEAST[atLeast] ? atLeast : atLeast + 1;
  }

  /// Fills an area with the last digits of a number that is not negative, with zeros in front.
  static void place(byte[] to, int start, int end, long value) {
    int at = end;
    long large = value;
    while (large > Integer.MAX_VALUE) {
      long quotient = large / 100;
      at = pair(to, at, (int) (large - quotient * 100));
      large = quotient;
    }
    int rest = (int) large;
    while (at - start >= 2) {
      int quotient = rest / 100;
      at = pair(to, at, rest - quotient * 100);
      rest = quotient;
    }
    if (at > start) {
      to[start] = (byte) ('0' + rest);
    }
  }

  /// Writes digits with a decimal point before one of them.
  static int around(byte[] to, int at, long digits, int count, int point) {
    place(to, at + 1, at + 1 + count, digits);
    for (int i = at; i < at + point; i++) {
      to[i] = to[i + 1];
    }
    to[at + point] = '.';
    return at + count + 1;
  }

  /// Writes two digits and answers the position after them.
  static int two(byte[] to, int at, int value) {
    return pair(to, at + 2, value) + 2;
  }

  private static int pair(byte[] to, int end, int value) {
    to[end - 2] = PAIRS[2 * value];
    to[end - 1] = PAIRS[2 * value + 1];
    return end - 2;
  }
}
