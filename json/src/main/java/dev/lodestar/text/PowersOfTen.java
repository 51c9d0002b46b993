package dev.lodestar.text;

/// Powers of ten with the precision of 128 bits, rounded down. The highest bit is set: the power
/// `10^e` is about `t * 2^(binaryExponent(e) - 127)`.
///
/// They are computed when they are first needed, which takes a fraction of a millisecond.
final class PowersOfTen {
  static final int LEAST = -342;
  static final int MOST = 324;

  private static final long[] HIGH = new long[MOST - LEAST + 1];
  private static final long[] LOW = new long[MOST - LEAST + 1];

  /// So many parts of 32 bits are computed with. Each step loses less than one unit of the last.
  private static final int PARTS = 8;

  private static final long PART = 0xFFFF_FFFFL;

  static {
    var one = new long[PARTS + 1];
    one[0] = 1L << 31;
    var power = one.clone();
    for (int exponent = 0; exponent <= MOST; exponent++) {
      keep(exponent, power);
      multiplyByFive(power);
    }
    power = one;
    for (int exponent = -1; exponent >= LEAST; exponent--) {
      divideByFive(power);
      keep(exponent, power);
    }
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

  private static void keep(int exponent, long[] power) {
    HIGH[exponent - LEAST] = (power[0] << 32) | power[1];
    LOW[exponent - LEAST] = (power[2] << 32) | power[3];
  }

  // The parts go from high to low; the last is there for the bits that a shift brings up.

  private static void multiplyByFive(long[] parts) {
    long carry = 0;
    for (int i = PARTS - 1; i >= 0; i--) {
      long product = parts[i] * 5 + carry;
      parts[i] = product & PART;
      carry = product >>> 32;
    }
    for (int i = PARTS; i > 0; i--) {
      parts[i] = parts[i - 1];
    }
    parts[0] = carry;
    normalize(parts);
  }

  private static void divideByFive(long[] parts) {
    parts[PARTS] = 0;
    long remainder = 0;
    for (int i = 0; i <= PARTS; i++) {
      long dividend = (remainder << 32) | parts[i];
      parts[i] = dividend / 5;
      remainder = dividend % 5;
    }
    normalize(parts);
  }

  private static void normalize(long[] parts) {
    int shift = Long.numberOfLeadingZeros(parts[0]) - 32;
    for (int i = 0; i < PARTS; i++) {
      parts[i] = ((parts[i] << shift) | (parts[i + 1] >>> (32 - shift))) & PART;
    }
  }
}
