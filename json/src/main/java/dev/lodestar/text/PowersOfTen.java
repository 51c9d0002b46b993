package dev.lodestar.text;

/// Powers of ten with the precision of 128 bits, rounded down. The highest bit is set: the power
/// `10^e` is about `t * 2^(binaryExponent(e) - 127)`.
///
/// They are computed when they are first needed, which takes about as long as loading a class.
final class PowersOfTen {
  static final int LEAST = -342;
  static final int MOST = 324;

  private static final long[] HIGH = new long[MOST - LEAST + 1];
  private static final long[] LOW = new long[MOST - LEAST + 1];

  // A power is computed with 180 bits, in three parts of 60, so that five times a part still is a
  // long. Each step loses less than one unit of the last part.
  private static final int BITS = 60;
  private static final long PART = (1L << BITS) - 1;

  static {
    multiply();
    divide();
  }

  private PowersOfTen() {}

  static long high(int exponent) {
    return HIGH[exponent - LEAST];
  }

  static long low(int exponent) {
    return LOW[exponent - LEAST];
  }

  /// The logarithm of a power of ten to base 2, rounded down.
  static int binaryExponent(int exponent) {
    return (exponent * 217706) >> 16;
  }

  private static void keep(int exponent, long first, long second, long third) {
    HIGH[exponent - LEAST] = (first << 4) | (second >>> 56);
    LOW[exponent - LEAST] = (second << 8) | (third >>> 52);
  }

  /// From 1 on, five times as much each time: a power of two makes no difference.
  private static void multiply() {
    long first = 1L << (BITS - 1);
    long second = 0;
    long third = 0;
    for (int exponent = 0; exponent <= MOST; exponent++) {
      keep(exponent, first, second, third);
      third *= 5;
      second = second * 5 + (third >>> BITS);
      first = first * 5 + (second >>> BITS);
      // Down by as many bits as there are too many.
      int down = 4 - Long.numberOfLeadingZeros(first);
      third = ((second << (BITS - down)) & PART) | ((third & PART) >>> down);
      second = ((first << (BITS - down)) & PART) | ((second & PART) >>> down);
      first >>>= down;
    }
  }

  /// From 1 on, a fifth each time.
  private static void divide() {
    long first = 1L << (BITS - 1);
    long second = 0;
    long third = 0;
    for (int exponent = -1; exponent >= LEAST; exponent--) {
      // Eight times as much before, so that no bits are missing behind.
      long dividend = (first << 3) | (second >>> (BITS - 3));
      first = dividend / 5;
      dividend = ((dividend % 5) << BITS) | ((second << 3) & PART) | (third >>> (BITS - 3));
      second = dividend / 5;
      dividend = ((dividend % 5) << BITS) | ((third << 3) & PART);
      third = dividend / 5;
      if (first > PART) {
        third = ((second << (BITS - 1)) & PART) | (third >>> 1);
        second = ((first << (BITS - 1)) & PART) | (second >>> 1);
        first >>>= 1;
      }
      keep(exponent, first, second, third);
    }
  }
}
