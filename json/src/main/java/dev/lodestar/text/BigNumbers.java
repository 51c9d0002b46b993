package dev.lodestar.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Writes numbers of any size as they print themselves.
public final class BigNumbers {
  /// Numbers of so many digits are written without a text in between.
  private static final int SHORT = 18;

  /// The longest text of a short number: a sign, digits, a point, and `E-2147483648`; or up to
  /// seven zeros. More may be overwritten.
  private static final int SHORT_LENGTH = 40;

  private static final int LEAST_PLAIN = -6;

  private BigNumbers() {}

  /// How many bytes [#write(byte\[\], int, BigDecimal)] needs.
  public static int maxLength(BigDecimal value) {
    return value.precision() <= SHORT ? SHORT_LENGTH : value.toString().length();
  }

  /// Writes a number and answers the position after it.
  public static int write(byte[] to, int start, BigDecimal value) {
    int count = value.precision();
    if (count > SHORT) {
      return write(to, start, value.toString());
    }
    int at = start;
    int scale = value.scale();
    // Its digits as an integer. This costs no more than one small object.
    long digits = value.scaleByPowerOfTen(scale).longValue();
    if (digits < 0) {
      to[at++] = '-';
      digits = -digits;
    }
    long exponent = count - 1 - (long) scale;
    if (scale < 0 || exponent < LEAST_PLAIN) {
      return scientific(to, at, digits, count, exponent);
    }
    if (scale == 0) {
      Digits.place(to, at, at + count, digits);
      return at + count;
    }
    if (exponent >= 0) {
      return Digits.around(to, at, digits, count, count - scale);
    }
    to[at] = '0';
    to[at + 1] = '.';
    Digits.place(to, at + 2, at + 2 + scale, digits);
    return at + 2 + scale;
  }

  private static int scientific(byte[] to, int start, long digits, int count, long exponent) {
    int at;
    if (count == 1) {
      to[start] = (byte) ('0' + digits);
      at = start + 1;
    } else {
      at = Digits.around(to, start, digits, count, 1);
    }
    if (exponent == 0) {
      return at;
    }
    to[at++] = 'E';
    if (exponent > 0) {
      to[at++] = '+';
    }
    return Digits.write(to, at, exponent);
  }

  /// How many bytes [#write(byte\[\], int, BigInteger)] needs.
  public static int maxLength(BigInteger value) {
    // A digit takes more than three bits; a sign and a rounded one are more.
    return value.bitLength() < Long.SIZE ? Digits.MAX_LENGTH : value.bitLength() / 3 + 2;
  }

  /// Writes a number and answers the position after it.
  public static int write(byte[] to, int start, BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? Digits.write(to, start, value.longValue())
        : write(to, start, value.toString());
  }

  private static int write(byte[] to, int start, String text) {
    var ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(ascii, 0, to, start, ascii.length);
    return start + ascii.length;
  }
}
