package dev.lodestar.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Numbers as text. A parser answers null for a text it refuses.
final class NumberTexts {
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_SCALE = 1000;

  private NumberTexts() {}

  static @Nullable Long integer(String text, long min, long max) {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    int start = negative ? 1 : 0;
    if (start == length) {
      return null;
    }
    // Summed as a negative number, because Long.MIN_VALUE has no positive counterpart.
    long sum = 0;
    for (int i = start; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || sum < (Long.MIN_VALUE + digit) / 10) {
        return null;
      }
      sum = sum * 10 - digit;
    }
    if (!negative && sum == Long.MIN_VALUE) {
      return null;
    }
    long value = negative ? sum : -sum;
    return value < min || value > max ? null : value;
  }

  static @Nullable BigInteger bigInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() - start > MAX_LENGTH || skipDigits(text, start) != text.length()) {
      return null;
    }
    return text.length() == start ? null : new BigInteger(text);
  }

  static String formatBigInteger(BigInteger value) {
    // 3,330 bits have at most 1,003 digits: anything longer is refused before it is printed.
    var text = value.bitLength() > 3330 ? "" : value.toString();
    return text.isEmpty() || text.length() - (value.signum() < 0 ? 1 : 0) > MAX_LENGTH
        ? tooLong("integer")
        : text;
  }

  static @Nullable BigDecimal bigDecimal(String text) {
    if (text.length() > MAX_LENGTH || !isJsonNumber(text)) {
      return null;
    }
    int exponent = text.indexOf('e') < 0 ? text.indexOf('E') : text.indexOf('e');
    if (exponent >= 0 && text.length() - exponent > 8) {
      return null;
    }
    var value = new BigDecimal(text);
    return Math.abs(value.scale()) > MAX_SCALE ? null : value;
  }

  static String formatBigDecimal(BigDecimal value) {
    if (Math.abs(value.scale()) > MAX_SCALE || value.unscaledValue().bitLength() > 3330) {
      return tooLong("number");
    }
    var text = value.toString();
    return text.length() > MAX_LENGTH ? tooLong("number") : text;
  }

  static @Nullable Double doublePrecision(String text) {
    if (text.length() > MAX_LENGTH || !isJsonNumber(text)) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value : null;
  }

  static String formatDouble(Double value) {
    return Double.isFinite(value) ? value.toString() : notFinite();
  }

  static @Nullable Float singlePrecision(String text) {
    if (text.length() > MAX_LENGTH || !isJsonNumber(text)) {
      return null;
    }
    float value = Float.parseFloat(text);
    return Float.isFinite(value) ? value : null;
  }

  static String formatFloat(Float value) {
    return Float.isFinite(value) ? value.toString() : notFinite();
  }

  /// The grammar of RFC 8259 section 6.
  private static boolean isJsonNumber(String text) {
    int length = text.length();
    int start = text.startsWith("-") ? 1 : 0;
    int end = skipDigits(text, start);
    if (end == start || (text.charAt(start) == '0' && end - start > 1)) {
      return false;
    }
    if (end < length && text.charAt(end) == '.') {
      int fraction = end + 1;
      end = skipDigits(text, fraction);
      if (end == fraction) {
        return false;
      }
    }
    if (end < length && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < length && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
        exponent++;
      }
      end = skipDigits(text, exponent);
      if (end == exponent) {
        return false;
      }
    }
    return end == length;
  }

  private static int skipDigits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static String tooLong(String what) {
    throw new IllegalArgumentException(
        "The " + what + " is outside the limits of its text: 1000 digits, scale -1000 to 1000.");
  }

  private static String notFinite() {
    throw new IllegalArgumentException("NaN and infinite numbers have no text.");
  }
}
