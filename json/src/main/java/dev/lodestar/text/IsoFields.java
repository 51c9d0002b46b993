package dev.lodestar.text;

import java.time.Year;

/// Reads the fields of ISO 8601. Each method answers what it read and how many bytes that took, in
/// one number, so that nothing has to be allocated; or [#NONE].
final class IsoFields {
  /// There is no such field.
  static final long NONE = Long.MIN_VALUE;

  private static final int LENGTH_BITS = 5;
  private static final int LENGTH = (1 << LENGTH_BITS) - 1;
  private static final int YEAR_DIGITS = 10;

  /// The length of `2026-11-28`.
  private static final int USUAL_DATE = 10;

  private static final int SHORTEST_MONTH = 28;

  // Its hyphens, in the first eight bytes.
  private static final long AROUND_MONTH = 0xFF00_00FF_0000_0000L;
  private static final long HYPHENS = 0x2D00_002D_0000_0000L;

  private static final int GREATEST_OFFSET = 18 * 3600;
  private static final int[] NANOS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private IsoFields() {}

  private static long packed(long value, int length) {
    return (value << LENGTH_BITS) | length;
  }

  /// How many bytes a field took.
  static int length(long field) {
    return (int) field & LENGTH;
  }

  /// The value of a field.
  static long value(long field) {
    return field >> LENGTH_BITS;
  }

  /// The year of a date.
  static int year(long date) {
    return (int) (date >> 14);
  }

  /// The month of a date.
  static int month(long date) {
    return (int) (date >> 10) & 0xF;
  }

  /// The day of a date.
  static int day(long date) {
    return (int) (date >> LENGTH_BITS) & 0x1F;
  }

  /// Four digits; or a sign and as many digits as the limit allows: `+` only before more than four.
  static long year(byte[] source, int from, int to, int limit) {
    if (from >= to) {
      return NONE;
    }
    byte sign = source[from];
    if (sign != '+' && sign != '-') {
      int century = two(source, from, to, 0, 99);
      int rest = two(source, from + 2, to, 0, 99);
      return century < 0 || rest < 0 ? NONE : packed(century * 100 + rest, 4);
    }
    int i = from + 1;
    long year = 0;
    while (i < to && isDigit(source[i]) && i - from <= YEAR_DIGITS) {
      year = year * 10 + (source[i++] - '0');
    }
    int digits = i - from - 1;
    // As the JDK prints it, a longer year has no leading zeros.
    boolean wrong =
        digits < 4
            || (digits == 4 && sign == '+')
            || (digits > 4 && source[from + 1] == '0')
            || year > limit
            || (sign == '-' && year == 0);
    return wrong ? NONE : packed(sign == '-' ? -year : year, digits + 1);
  }

  /// A hyphen and two digits; -1 if they are no month.
  static int month(byte[] source, int at, int to) {
    return at < to && source[at] == '-' ? two(source, at + 1, to, 1, 12) : -1;
  }

  /// A hyphen and two digits; -1 if the month has no such day.
  static int day(byte[] source, int at, int to, int year, int month) {
    return at < to && source[at] == '-'
        ? two(source, at + 1, to, 1, lengthOfMonth(year, month))
        : -1;
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> Year.isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /// A date, whose parts have methods of their own.
  static long date(byte[] source, int from, int to, int yearLimit) {
    long usual = to - from < USUAL_DATE ? NONE : usualDate(source, from);
    if (usual != NONE) {
      return usual;
    }
    long year = year(source, from, to, yearLimit);
    if (year == NONE) {
      return NONE;
    }
    int at = from + length(year);
    int month = month(source, at, to);
    if (month < 0) {
      return NONE;
    }
    int day = day(source, at + 3, to, (int) value(year), month);
    return day < 0 ? NONE : packed((value(year) << 9) | (month << 5) | day, length(year) + 6);
  }

  /// A date of ten bytes, all digits at once; [#NONE] if it is not simply a valid one.
  private static long usualDate(byte[] source, int from) {
    long head = EightBytes.load(source, from);
    long days = EightBytes.load(source, from + 2) >>> 48;
    long digits = (head & 0xFFFF_FFFFL) | (head >>> 40 & 0xFFFF) << 32 | days << 48;
    if ((head & AROUND_MONTH) != HYPHENS || EightBytes.notDigits(digits) != 0) {
      return NONE;
    }
    int number = EightBytes.number(digits, 8);
    int year = number / 10_000;
    int month = number / 100 % 100;
    int day = number % 100;
    // Which month it is nobody can foresee; for most days it does not matter.
    boolean valid =
        month >= 1
            && month <= 12
            && day >= 1
            && (day <= SHORTEST_MONTH || day <= lengthOfMonth(year, month));
    return valid ? packed((long) year << 9 | month << 5 | day, USUAL_DATE) : NONE;
  }

  /// A time of the day in nanoseconds.
  static long time(byte[] source, int from, int to) {
    int hour = two(source, from, to, 0, 23);
    int minute = afterColon(source, from + 2, to);
    if (hour < 0 || minute < 0) {
      return NONE;
    }
    int seconds = (hour * 60 + minute) * 60;
    if (from + 5 >= to || source[from + 5] != ':') {
      return packed(seconds * 1_000_000_000L, 5);
    }
    int second = two(source, from + 6, to, 0, 59);
    if (second < 0) {
      return NONE;
    }
    long nanos = (seconds + second) * 1_000_000_000L;
    if (from + 8 >= to || source[from + 8] != '.') {
      return packed(nanos, 8);
    }
    int digits = 0;
    int fraction = 0;
    for (int i = from + 9; i < to && digits < 9 && isDigit(source[i]); i++) {
      fraction = fraction * 10 + (source[i] - '0');
      digits++;
    }
    return digits == 0 ? NONE : packed(nanos + (long) fraction * NANOS[digits], 9 + digits);
  }

  /// `Z`, or a signed offset from UTC, in seconds.
  static long offset(byte[] source, int from, int to) {
    if (from >= to) {
      return NONE;
    }
    byte sign = source[from];
    if (sign == 'Z' || sign == 'z') {
      return packed(0, 1);
    }
    int hour = two(source, from + 1, to, 0, 18);
    int minute = afterColon(source, from + 3, to);
    if ((sign != '+' && sign != '-') || hour < 0 || minute < 0) {
      return NONE;
    }
    int seconds = (hour * 60 + minute) * 60;
    int length = 6;
    if (from + 6 < to && source[from + 6] == ':') {
      int second = two(source, from + 7, to, 0, 59);
      if (second < 0) {
        return NONE;
      }
      seconds += second;
      length = 9;
    }
    return seconds > GREATEST_OFFSET ? NONE : packed(sign == '-' ? -seconds : seconds, length);
  }

  private static int afterColon(byte[] source, int at, int to) {
    return at < to && source[at] == ':' ? two(source, at + 1, to, 0, 59) : -1;
  }

  /// Two digits; -1 if they are none, or not within the bounds.
  private static int two(byte[] source, int at, int to, int least, int most) {
    if (at + 2 > to) {
      return -1;
    }
    int tens = source[at] - '0';
    int ones = source[at + 1] - '0';
    int value = tens * 10 + ones;
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits && value >= least && value <= most ? value : -1;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
