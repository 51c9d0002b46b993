package dev.lodestar.text;

/// Writes integers in decimal: eight digits at once, or two.
public final class Digits {
  /// The longest text of a long has so many bytes.
  public static final int LONGEST = 20;

  private static final int MOST_DIGITS = 19;
  private static final int EIGHT_DIGITS = 100_000_000;
  private static final long ZEROS = 0x3030303030303030L;

  // Where they stand in a date and in a time.
  private static final long HYPHENS = (long) '-' << 32 | (long) '-' << 56;
  private static final long COLONS = (long) ':' << 16 | (long) ':' << 40;

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
    return positive(to, at, Math.abs(value));
  }

  private static int positive(byte[] to, int at, long value) {
    if (value < EIGHT_DIGITS) {
      return first(to, at, (int) value);
    }
    long most = value / EIGHT_DIGITS;
    int least = (int) (value - most * EIGHT_DIGITS);
    if (most < EIGHT_DIGITS) {
      return eight(to, first(to, at, (int) most), least);
    }
    int first = (int) (most / EIGHT_DIGITS);
    int middle = (int) (most - (long) first * EIGHT_DIGITS);
    return eight(to, eight(to, first(to, at, first), middle), least);
  }

  /// Writes the digits of a number below 10^8, without zeros in front.
  private static int first(byte[] to, int at, int value) {
    if (value < 10) {
      to[at] = (byte) ('0' + value);
      return at + 1;
    }
    if (value < 100) {
      return two(to, at, value);
    }
    // Counted beside the division: what follows waits for the position.
    int count = count(value);
    EightBytes.store(to, at, (eight(value) + ZEROS) >>> ((8 - count) * 8));
    return at + count;
  }

  private static int eight(byte[] to, int at, int value) {
    EightBytes.store(to, at, eight(value) + ZEROS);
    return at + 8;
  }

  /// Writes the digits behind a decimal point, without zeros at the end but with one digit at
  /// least. Eight bytes are overwritten.
  ///
  /// @param value the first eight digits
  static int fraction(byte[] to, int at, int value) {
    long digits = eight(value);
    EightBytes.store(to, at, digits + ZEROS);
    return at + 8 - Math.min(7, Long.numberOfLeadingZeros(digits) >>> 3);
  }

  /// The digits of a number below 10^8, one in each byte, the first in the lowest. Numbers are
  /// divided by multiplication, side by side: two of four digits by 100, four of two by 10.
  private static long eight(int value) {
    int most = value / 10_000;
    long fours = most | (long) (value - most * 10_000) << 32;
    long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007F_0000_007FL;
    return pairs(hundreds | (fours - hundreds * 100) << 16);
  }

  /// The digits of four numbers below 100, each of which has two bytes, the first the lowest: one
  /// in each byte.
  private static long pairs(long twos) {
    long tens = ((twos * 103) >>> 10) & 0x000F_000F_000F_000FL;
    return tens | (twos - tens * 10) << 8;
  }

  /// Writes `2026-11-29`, and overwrites 16 bytes.
  ///
  /// @param year up to 9999
  static int date(byte[] to, int at, int year, int month, int day) {
    int century = year / 100;
    long first = century | (year - century * 100) << 16;
    long digits = pairs(first | (long) (month | day << 16) << 32) + ZEROS;
    long months = (digits >>> 32 & 0xFFFF) << 40;
    EightBytes.store(to, at, (digits & 0xFFFF_FFFFL) | months | HYPHENS);
    EightBytes.store(to, at + 8, digits >>> 48);
    return at + 10;
  }

  /// Writes `23:59:59`.
  static int time(byte[] to, int at, int hour, int minute, int second) {
    long digits = pairs(hour | minute << 16 | (long) second << 32) + ZEROS;
    long minutes = (digits >>> 16 & 0xFFFF) << 24;
    long seconds = (digits >>> 32 & 0xFFFF) << 48;
    EightBytes.store(to, at, (digits & 0xFFFF) | minutes | seconds | COLONS);
    return at + 8;
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
    while (at - start >= 8) {
      long quotient = large / EIGHT_DIGITS;
      at -= 8;
      eight(to, at, (int) (large - quotient * EIGHT_DIGITS));
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
