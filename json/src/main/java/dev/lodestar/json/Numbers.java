package dev.lodestar.json;

/// Writes numbers.
final class Numbers {
  private static final int MAX_LONG_LENGTH = 20;

  private Numbers() {}

  static void write(JsonBuffer out, long value) {
    if (value == Long.MIN_VALUE) {
      out.writeAscii("-9223372036854775808");
      return;
    }
    var bytes = out.reserve(MAX_LONG_LENGTH);
    int position = out.length();
    long rest = value;
    if (rest < 0) {
      bytes[position++] = '-';
      rest = -rest;
    }
    int end = position + digits(rest);
    int i = end;
    do {
      long quotient = rest / 10;
      bytes[--i] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    } while (rest != 0);
    out.length(end);
  }

  static void write(JsonBuffer out, double value) {
    if (!Double.isFinite(value)) {
      throw notFinite(value);
    }
    // The shortest text that reads back as the same number, and always a JSON number.
    out.writeAscii(Double.toString(value));
  }

  static void write(JsonBuffer out, float value) {
    if (!Float.isFinite(value)) {
      throw notFinite(value);
    }
    out.writeAscii(Float.toString(value));
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private static EncodeException notFinite(double value) {
    return new EncodeException(value + " is not a JSON number.");
  }
}
