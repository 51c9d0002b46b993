package dev.lodestar.benchmarks.numbers;

import java.math.BigInteger;

/// Finds the first digits of the number halfway between two doubles.
final class Halfway {
  private static final int LEAST = -300;
  private static final int MOST = 340;

  /// The first 128 bits of each power of ten.
  private static final long[] HIGH = new long[MOST - LEAST + 1];

  private static final long[] LOW = new long[MOST - LEAST + 1];

  /// Where the first bit of each power stands.
  private static final int[] EXPONENT = new int[MOST - LEAST + 1];

  static {
    for (int power = LEAST; power <= MOST; power++) {
      var size = BigInteger.TEN.pow(Math.abs(power));
      var bits =
          power < 0
              ? BigInteger.ONE.shiftLeft(127 + size.bitLength()).divide(size)
              : size.shiftLeft(256).shiftRight(128 + size.bitLength());
      HIGH[power - LEAST] = bits.shiftRight(Long.SIZE).longValue();
      LOW[power - LEAST] = bits.longValue();
      EXPONENT[power - LEAST] = power < 0 ? -size.bitLength() : size.bitLength() - 1;
    }
  }

  private Halfway() {}

  /// The first 19 digits, or nearly so.
  ///
  /// @param significand of the lower double, with 53 bits
  /// @param exponent its power of two
  /// @param power the power of ten of its first digit
  static long digits(long significand, int exponent, int power) {
    int index = 18 - power - LEAST;
    long middle = (2 * significand + 1) << 10;
    long high = Math.unsignedMultiplyHigh(middle, HIGH[index]);
    long more = Math.unsignedMultiplyHigh(middle, LOW[index]);
    long low = middle * HIGH[index] + more;
    if (Long.compareUnsigned(low, more) < 0) {
      high++;
    }
    int down = 10 - exponent - EXPONENT[index];
    // From 2^63 on the highest bit may be missing, and the lowest is in the other half.
    return down < 0 ? (high << 1) | (low >>> 63) : high >>> down;
  }
}
