package dev.lodestar.text;

/// Finds the floating point number that is nearest to a decimal one, exactly: halfway cases go to
/// the even one.
///
/// Small numbers are computed with floating point where no step rounds but the last (Clinger,
/// 1990). For all others the digits are multiplied with 128 bits of a power of ten, which tells the
/// nearest number of up to 19 digits (Lemire, 2021; Mushtak and Lemire, 2023).
public final class NearestNumber {
  private static final double[] DOUBLES = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final float[] FLOATS = {
    1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };
  private static final int EXACT_DOUBLE_POWER = 22;
  private static final int EXACT_FLOAT_POWER = 10;
  private static final int GREATEST_DOUBLE_POWER = 308;
  private static final int GREATEST_FLOAT_POWER = 38;

  /// Below it, even 2^64 times the power is less than half of the least number.
  private static final int LEAST_FLOAT_POWER = -64;

  /// The negative powers from here on are rounded up, so that products that should be whole are not
  /// just below: five to the power of 27 is the last that divides a number of 64 bits.
  private static final int LEAST_ROUNDED_UP = -27;

  private NearestNumber() {}

  /// The double nearest to `digits * 10^exponent`; infinite beyond the range.
  ///
  /// @param digits without a sign, below 2^64
  public static double toDouble(long digits, long exponent) {
    if (digits >= 0 && digits <= 1L << 53) {
      if (exponent <= 0 && exponent >= -EXACT_DOUBLE_POWER) {
        return digits / DOUBLES[(int) -exponent];
      }
      if (exponent > 0 && exponent <= EXACT_DOUBLE_POWER) {
        return digits * DOUBLES[(int) exponent];
      }
    }
    if (digits == 0 || exponent < PowersOfTen.LEAST) {
      return 0;
    }
    return exponent > GREATEST_DOUBLE_POWER
        ? Double.POSITIVE_INFINITY
        : Double.longBitsToDouble(nearest(digits, (int) exponent, 52, 1023, -4, 23));
  }

  /// The float nearest to `digits * 10^exponent`; infinite beyond the range.
  ///
  /// @param digits without a sign, below 2^64
  public static float toFloat(long digits, long exponent) {
    if (digits >= 0 && digits <= 1L << 24) {
      if (exponent <= 0 && exponent >= -EXACT_FLOAT_POWER) {
        return digits / FLOATS[(int) -exponent];
      }
      if (exponent > 0 && exponent <= EXACT_FLOAT_POWER) {
        return digits * FLOATS[(int) exponent];
      }
    }
    if (digits == 0 || exponent < LEAST_FLOAT_POWER) {
      return 0;
    }
    return exponent > GREATEST_FLOAT_POWER
        ? Float.POSITIVE_INFINITY
        : Float.intBitsToFloat((int) nearest(digits, (int) exponent, 23, 127, -17, 10));
  }

  /// The bits of the nearest number.
  ///
  /// @param fractionBits how many bits a number has after its first
  /// @param bias what the exponent of a number is stored with
  /// @param leastTie the least power of ten that can make a number halfway between two
  /// @param mostTie the greatest such power
  private static long nearest(
      long digits, int exponent, int fractionBits, int bias, int leastTie, int mostTie) {
    int zeros = Long.numberOfLeadingZeros(digits);
    long normal = digits << zeros;
    long power = PowersOfTen.high(exponent);
    long high = Math.unsignedMultiplyHigh(normal, power);
    long low = normal * power;
    // Only where all bits behind those that count are set, the rest of the power can change them.
    long tail = -1L >>> (fractionBits + 3);
    if ((high & tail) == tail) {
      long more = PowersOfTen.low(exponent);
      if (exponent < 0 && exponent >= LEAST_ROUNDED_UP) {
        more++;
      }
      long added = Math.unsignedMultiplyHigh(normal, more);
      low += added;
      if (Long.compareUnsigned(low, added) < 0) {
        high++;
      }
    }
    int first = (int) (high >>> 63);
    int shift = first + 64 - fractionBits - 3;
    long rounded = high >>> shift;
    int stored = PowersOfTen.binaryExponent(exponent) + 63 + first - zeros + bias;
    if (stored <= 0) {
      return subnormal(rounded, stored);
    }
    int infinite = 2 * bias + 1;
    if (stored >= infinite) {
      return (long) infinite << fractionBits;
    }
    boolean tie =
        Long.compareUnsigned(low, 1) <= 0
            && exponent >= leastTie
            && exponent <= mostTie
            && (rounded & 3) == 1
            && rounded << shift == high;
    rounded = (tie ? rounded : rounded + (rounded & 1)) >>> 1;
    // The first bit raises the exponent by one. So does a carry, when the fraction was rounded up
    // to
    // the next power of two; from the greatest exponent that leads to infinity.
    return ((long) (stored - 1) << fractionBits) + rounded;
  }

  /// Numbers below the normal ones have fewer bits.
  private static long subnormal(long rounded, int stored) {
    int shift = 1 - stored;
    if (shift >= Long.SIZE) {
      return 0;
    }
    long kept = rounded >>> shift;
    return (kept + (kept & 1)) >>> 1;
  }
}
