package dev.lodestar.text;

/// Writes a floating point number with the fewest digits that read back as the same number, but
/// with two digits at least, and the nearest of these: the text of `Double.toString` and
/// `Float.toString` since JDK 19.
///
/// The digits are found with Raffaello Giulietti's Schubfach ("The Schubfach way to render
/// doubles", 2021), whose names for numbers stand in brackets here: the number and the bounds of
/// what is rounded to it are multiplied with a power of ten such that the shortest number between
/// the bounds has its last digit at one or at ten.
public final class ShortestNumber {
  /// The longest text has 24 bytes, and more may be overwritten.
  public static final int LONGEST = 32;

  private static final int DOUBLE_FRACTION = 52;
  private static final int DOUBLE_BIAS = 1075;
  private static final int FLOAT_FRACTION = 23;
  private static final int FLOAT_BIAS = 150;

  /// Below so many times the least number, a second digit needs ten times the precision.
  private static final int TINY_DOUBLE = 3;

  private static final int TINY_FLOAT = 8;

  /// The range of numbers that are written without an exponent.
  private static final double LEAST_PLAIN = 1e-3;

  private static final double MOST_PLAIN = 1e7;
  private static final int LEAST_POINT = -2;
  private static final int MOST_POINT = 7;

  private static final long EIGHT_ZEROS = 100_000_000;

  private ShortestNumber() {}

  /// Writes a finite number and answers the position after it.
  public static int write(byte[] to, int start, double value) {
    int at = start;
    long bits = Double.doubleToRawLongBits(value);
    if (bits < 0) {
      to[at++] = '-';
    }
    double size = Math.abs(value);
    if (size >= LEAST_PLAIN && size < MOST_PLAIN) {
      // At most one decimal number of up to fifteen digits is rounded to each double. Both operands
      // of the division are exact.
      long scaled = (long) (size * 1e5 + 0.5);
      if (scaled / 1e5 == size) {
        long whole = scaled / 100_000;
        at = Digits.write(to, at, whole);
        to[at] = '.';
        return Digits.fraction(to, at + 1, (int) (scaled - whole * 100_000) * 1_000);
      }
    }
    long fraction = bits & ((1L << DOUBLE_FRACTION) - 1);
    int stored = (int) (bits >>> DOUBLE_FRACTION) & 0x7FF;
    return write(to, at, fraction, stored, DOUBLE_FRACTION, DOUBLE_BIAS, TINY_DOUBLE);
  }

  /// Writes a finite number and answers the position after it.
  public static int write(byte[] to, int start, float value) {
    int at = start;
    int bits = Float.floatToRawIntBits(value);
    if (bits < 0) {
      to[at++] = '-';
    }
    int fraction = bits & ((1 << FLOAT_FRACTION) - 1);
    int stored = (bits >>> FLOAT_FRACTION) & 0xFF;
    return write(to, at, fraction, stored, FLOAT_FRACTION, FLOAT_BIAS, TINY_FLOAT);
  }

  private static int write(
      byte[] to, int at, long fraction, int stored, int fractionBits, int bias, int tiny) {
    if (stored == 0) {
      if (fraction == 0) {
        return layOut(to, at, 0, 0);
      }
      return fraction < tiny
          ? shortest(to, at, 10 * fraction, 1 - bias, true, -1)
          : shortest(to, at, fraction, 1 - bias, true, 0);
    }
    long significand = fraction | (1L << fractionBits);
    int exponent = stored - bias;
    boolean mayBeWhole = exponent <= 0 && exponent >= -fractionBits;
    if (mayBeWhole && (significand >>> -exponent) << -exponent == significand) {
      return layOut(to, at, significand >>> -exponent, 0);
    }
    // Below a power of two the next number is only half as far away.
    return shortest(to, at, significand, exponent, fraction != 0 || stored == 1, 0);
  }

  /// Writes `significand * 2^exponent * 10^scale`.
  ///
  /// @param even whether the next lower number is as far away as the next higher one
  private static int shortest(
      byte[] to, int at, long significand, int exponent, boolean even, int scale) {
    // [k]: the power of ten that the distance of the numbers reaches
    int power = even ? log10OfPowerOf2(exponent) : log10OfThreeQuarters(exponent);
    // [g]: its reciprocal, rounded up, with 126 bits
    long low = ((PowersOfTen.high(-power) << 62) | (PowersOfTen.low(-power) >>> 2)) + 1;
    long high = (PowersOfTen.high(-power) >>> 2) + (low == 0 ? 1 : 0);
    // [h]
    int shift = exponent + PowersOfTen.binaryExponent(-power) + 2;

    // In quarters of a unit, the lowest bit says whether there is a rest.
    long value = product(high, low, (4 * significand) << shift);
    long least = product(high, low, (4 * significand - (even ? 2 : 1)) << shift);
    long most = product(high, low, (4 * significand + 2) << shift);
    // Bounds belong to an even number.
    long odd = significand & 1;
    long unit = value >> 2;
    if (unit >= 100) {
      long tens = unit / 10 * 10;
      boolean below = least + odd <= (tens << 2);
      boolean above = ((tens + 10) << 2) + odd <= most;
      if (below != above) {
        return layOut(to, at, below ? tens : tens + 10, power + scale);
      }
    }
    boolean below = least + odd <= (unit << 2);
    boolean above = ((unit + 1) << 2) + odd <= most;
    boolean down = below;
    if (below == above) {
      long side = value - ((2 * unit + 1) << 1);
      down = side < 0 || (side == 0 && (unit & 1) == 0);
    }
    return layOut(to, at, down ? unit : unit + 1, power + scale);
  }

  /// The product divided by 2^127, with the lowest bit set if that leaves a rest.
  private static long product(long high, long low, long factor) {
    long carried = Math.unsignedMultiplyHigh(low, factor);
    long middle = high * factor + carried;
    long top = Math.unsignedMultiplyHigh(high, factor);
    if (Long.compareUnsigned(middle, carried) < 0) {
      top++;
    }
    long rest = middle << 1;
    return (top << 1) | (middle >>> 63) | (rest == 0 ? 0 : 1);
  }

  /// The logarithm of `2^exponent` to base 10, rounded down.
  private static int log10OfPowerOf2(int exponent) {
    return (exponent * 315653) >> 20;
  }

  /// The logarithm of `3/4 * 2^exponent` to base 10, rounded down.
  private static int log10OfThreeQuarters(int exponent) {
    return (exponent * 1262611 - 524031) >> 22;
  }

  /// Writes `digits * 10^exponent`.
  private static int layOut(byte[] to, int at, long digits, int exponent) {
    long kept = digits;
    int scale = exponent;
    if (kept != 0) {
      long quotient = kept / EIGHT_ZEROS;
      if (quotient * EIGHT_ZEROS == kept) {
        kept = quotient;
        scale += 8;
      }
      while ((quotient = kept / 100) * 100 == kept) {
        kept = quotient;
        scale += 2;
      }
      quotient = kept / 10;
      if (quotient * 10 == kept) {
        kept = quotient;
        scale++;
      }
    }
    int count = Digits.count(kept);
    int point = kept == 0 ? 1 : count + scale;
    if (point < LEAST_POINT || point > MOST_POINT) {
      return scientific(to, at, kept, count, point - 1);
    }
    if (point <= 0) {
      return fraction(to, at, kept, count, point);
    }
    if (point < count) {
      return Digits.around(to, at, kept, count, point);
    }
    Digits.place(to, at, at + count, kept);
    int end = at + count;
    while (end < at + point) {
      to[end++] = '0';
    }
    to[end++] = '.';
    to[end++] = '0';
    return end;
  }

  private static int fraction(byte[] to, int start, long digits, int count, int point) {
    int at = start;
    to[at++] = '0';
    to[at++] = '.';
    for (int i = point; i < 0; i++) {
      to[at++] = '0';
    }
    Digits.place(to, at, at + count, digits);
    return at + count;
  }

  private static int scientific(byte[] to, int start, long digits, int count, int exponent) {
    int at;
    if (count == 1) {
      to[start] = (byte) ('0' + digits);
      to[start + 1] = '.';
      to[start + 2] = '0';
      at = start + 3;
    } else {
      at = Digits.around(to, start, digits, count, 1);
    }
    to[at++] = 'E';
    return Digits.write(to, at, exponent);
  }
}
