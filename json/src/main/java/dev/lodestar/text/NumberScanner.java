package dev.lodestar.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// A number as RFC 8259, section 6, writes it: finds its end, checks it, and gives its value. It
/// may be used for one number after the other.
public final class NumberScanner {
  /// So many digits always fit a long.
  private static final int LONG_DIGITS = 18;

  /// So many digits always fit a long without a sign.
  private static final int UNSIGNED_DIGITS = 19;

  /// Beyond it an exponent changes nothing any more, however many digits there are.
  private static final long GREATEST_EXPONENT = 1L << 40;

  private final byte[] bytes;
  private final int textEnd;
  private final int limit;
  private int from;
  private int integerEnd;
  private int fractionEnd;
  private int end;
  private String error = "";
  private int errorPosition;

  /// Creates a scanner.
  ///
  /// @param bytes contains the numbers
  /// @param end where the text ends
  /// @param limit how long a number may be
  public NumberScanner(byte[] bytes, int end, int limit) {
    this.bytes = bytes;
    this.textEnd = end;
    this.limit = limit;
  }

  /// The position of the number.
  public int start() {
    return from;
  }

  /// The position after the number.
  public int end() {
    return end;
  }

  /// What is wrong with the number.
  public String error() {
    return error;
  }

  /// Where that is.
  public int errorPosition() {
    return errorPosition;
  }

  /// Scans the number that starts at the position. Answers false if it is malformed.
  public boolean scan(int start) {
    from = start;
    int digits = at(start) == '-' ? start + 1 : start;
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

  /// Whether the number has neither a fraction nor an exponent.
  public boolean isInteger() {
    return end == integerEnd;
  }

  /// How many bytes the exponent takes, with its letter and its sign.
  public int exponentLength() {
    return end - fractionEnd;
  }

  /// The number as it stands.
  public String text() {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /// Whether the integer fits a long.
  public boolean fitsLong() {
    int digits = integerEnd - from - (isNegative() ? 1 : 0);
    if (digits <= LONG_DIGITS) {
      return true;
    }
    if (digits > UNSIGNED_DIGITS) {
      return false;
    }
    long value = longValue();
    // With nineteen digits the sum passes the bound at most once, and then changes its sign.
    return isNegative() ? value < 0 : value > 0;
  }

  /// The value of an integer that fits a long.
  public long longValue() {
    long digits = digits(integerEnd);
    return isNegative() ? -digits : digits;
  }

  /// The nearest double; infinite if the number is too large.
  public double doubleValue() {
    int kept = keptEnd();
    long digits = digits(kept);
    long exponent = exponent(kept);
    double value = NearestNumber.toDouble(digits, exponent);
    if (kept < fractionEnd && value != NearestNumber.toDouble(digits + 1, exponent)) {
      return Double.parseDouble(text());
    }
    return isNegative() ? -value : value;
  }

  /// The nearest float; infinite if the number is too large.
  public float floatValue() {
    int kept = keptEnd();
    long digits = digits(kept);
    long exponent = exponent(kept);
    float value = NearestNumber.toFloat(digits, exponent);
    if (kept < fractionEnd && value != NearestNumber.toFloat(digits + 1, exponent)) {
      return Float.parseFloat(text());
    }
    return isNegative() ? -value : value;
  }

  /// The integer.
  public BigInteger bigInteger() {
    return fitsLong() ? BigInteger.valueOf(longValue()) : new BigInteger(text());
  }

  /// The number with all its digits, and the scale that it is written with.
  public BigDecimal bigDecimal() {
    if (fractionEnd - from <= LONG_DIGITS) {
      long digits = digits(fractionEnd);
      long scale = -exponent(fractionEnd);
      if ((int) scale == scale) {
        return BigDecimal.valueOf(isNegative() ? -digits : digits, (int) scale);
      }
    }
    return new BigDecimal(text());
  }

  private boolean isNegative() {
    return bytes[from] == '-';
  }

  /// Where the digits end that a long without a sign holds.
  private int keptEnd() {
    if (fractionEnd - from <= UNSIGNED_DIGITS) {
      return fractionEnd;
    }
    int i = isNegative() ? from + 1 : from;
    while (i < fractionEnd && (bytes[i] == '0' || bytes[i] == '.')) {
      i++;
    }
    for (int digits = 0; i < fractionEnd && digits < UNSIGNED_DIGITS; i++) {
      digits += bytes[i] == '.' ? 0 : 1;
    }
    return i;
  }

  /// The digits before a position, as one number.
  private long digits(int to) {
    long sum = 0;
    for (int i = isNegative() ? from + 1 : from; i < to; i++) {
      if (bytes[i] != '.') {
        sum = sum * 10 + (bytes[i] - '0');
      }
    }
    return sum;
  }

  /// The power of ten to multiply the digits before a position with.
  private long exponent(int to) {
    long point = to <= integerEnd ? integerEnd - to : integerEnd + 1 - to;
    return point + writtenExponent();
  }

  private long writtenExponent() {
    if (end == fractionEnd) {
      return 0;
    }
    int i = fractionEnd + 1;
    boolean negative = bytes[i] == '-';
    if (negative || bytes[i] == '+') {
      i++;
    }
    long sum = 0;
    for (; i < end && sum < GREATEST_EXPONENT; i++) {
      sum = sum * 10 + (bytes[i] - '0');
    }
    return negative ? -sum : sum;
  }

  private int skipDigits(int start) {
    int i = start;
    while (i < textEnd && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  private int at(int i) {
    return i < textEnd ? bytes[i] : 0;
  }

  private boolean fail(String message, int where) {
    error = message;
    errorPosition = where;
    return false;
  }
}
