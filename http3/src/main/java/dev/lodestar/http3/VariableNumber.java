package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;

/// A number of variable length (RFC 9000, section 16), byte by byte.
final class VariableNumber {
  static final int MOST_BYTES = 8;

  private long value;

  /// How many bytes are missing; -1 before the first.
  private int missing = -1;

  /// Takes a byte.
  ///
  /// @return whether it was the last
  boolean take(byte next) {
    if (missing < 0) {
      missing = length(next) - 1;
      value = next & 0x3F;
    } else {
      missing--;
      value = (value << 8) | (next & 0xFF);
    }
    if (missing > 0) {
      return false;
    }
    missing = -1;
    return true;
  }

  /// Returns the number whose last byte was taken.
  long value() {
    return value;
  }

  /// Tells whether a part of a number has come.
  boolean isBegun() {
    return missing >= 0;
  }

  /// Returns how many bytes a number has.
  static int length(byte first) {
    return 1 << ((first & 0xFF) >>> 6);
  }

  /// Writes a number in the longest form, which holds all of them.
  static void write(ByteBuf out, long number) {
    out.writeLong(number | 0xC000_0000_0000_0000L);
  }
}
