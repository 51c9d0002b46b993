package dev.lodestar.format;

import java.nio.charset.StandardCharsets;

/// Writes numbers.
final class JsonNumbers {
  private static final byte[] LEAST = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  private JsonNumbers() {}

  /// Writes an integer and answers the position after it. There must be room for 20 bytes.
  static int write(byte[] bytes, int start, long value) {
    int position = start;
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        System.arraycopy(LEAST, 0, bytes, start, LEAST.length);
        return start + LEAST.length;
      }
      bytes[position++] = '-';
    }
    long rest = Math.abs(value);
    int end = position + digits(rest);
    int i = end;
    do {
      long quotient = rest / 10;
      bytes[--i] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    } while (rest != 0);
    return end;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }
}
