package dev.lodestar.format;

import java.nio.charset.StandardCharsets;

/// A number: finds its end, checks it, and gives its value.
final class JsonNumber {
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final int EXACT_POWER = 22;

  /// Integers of so many digits are exact as a double.
  static final int EXACT_DIGITS = 15;

  static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final byte[] bytes;
  private final int documentEnd;
  private final int limit;
  private int from;
  private int integerEnd;
  private int fractionEnd;
  private int end;
  private String error = "";
  private int errorPosition;

  JsonNumber(byte[] bytes, int end, int limit) {
    this.bytes = bytes;
    this.documentEnd = end;
    this.limit = limit;
  }

  /// The position of the number.
  int start() {
    return from;
  }

  /// The position after the number.
  int end() {
    return end;
  }

  String error() {
    return error;
  }

  int errorPosition() {
    return errorPosition;
  }

  /// Scans the number that starts at the position. Answers false if it is malformed.
  boolean scan(int start) {
    from = start;
    int digits = bytes[start] == '-' ? start + 1 : start;
    integerEnd = skipDigits(digits);
    if (integerEnd == digits) {
      return fail("A number has no digits after its sign.", digits);
    }
    if (bytes[digits] == '0' && integerEnd > digits + 1) {
      return fail("A number has a leading zero.", digits);
    }
    fractionEnd = integerEnd;
    if (at(integerEnd) == '.') {
      fractionEnd = skipDigits(integerEnd + 1);
      if (fractionEnd == integerEnd + 1) {
        return fail("A number has no digits after its decimal point.", fractionEnd);
      }
    }
    end = fractionEnd;
    if (at(end) == 'e' || at(end) == 'E') {
      int exponent = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
      end = skipDigits(exponent);
      if (end == exponent) {
        return fail("A number has no digits in its exponent.", end);
      }
    }
    return end - from <= limit || fail("A number is longer than " + limit + " characters.", from);
  }

  boolean isInteger() {
    return end == integerEnd;
  }

  String text() {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /// Whether the integer fits a long. Eighteen digits always do.
  boolean fitsLong() {
    int digits = integerEnd - from - (bytes[from] == '-' ? 1 : 0);
    if (digits <= 18) {
      return true;
    }
    if (digits > 19) {
      return false;
    }
    long value = longValue();
    // With nineteen digits the sum passes the bound at most once, and then changes its sign.
    return bytes[from] == '-' ? value < 0 : value > 0;
  }

  /// The value of an integer that fits a long.
  long longValue() {
    boolean negative = bytes[from] == '-';
    long sum = 0;
    for (int i = negative ? from + 1 : from; i < integerEnd; i++) {
      sum = sum * 10 - (bytes[i] - '0');
    }
    return negative ? sum : -sum;
  }

  /// The nearest double; infinite if the number is too large.
  double doubleValue() {
    long mantissa = 0;
    int digits = 0;
    for (int i = bytes[from] == '-' ? from + 1 : from; i < fractionEnd && digits < 17; i++) {
      if (bytes[i] != '.') {
        mantissa = mantissa * 10 + (bytes[i] - '0');
        digits++;
      }
    }
    int fraction = Math.max(0, fractionEnd - integerEnd - 1);
    boolean exact =
        end == fractionEnd && digits < 17 && mantissa <= EXACT_MANTISSA && fraction <= EXACT_POWER;
    // Both operands are exact then, so the division rounds once, as it must.
    if (exact) {
      double value = mantissa / POWERS[fraction];
      return bytes[from] == '-' ? -value : value;
    }
    return Double.parseDouble(text());
  }

  private int skipDigits(int start) {
    int i = start;
    while (i < documentEnd && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  private int at(int i) {
    return i < documentEnd ? bytes[i] : 0;
  }

  private boolean fail(String message, int where) {
    error = message;
    errorPosition = where;
    return false;
  }
}
