package dev.lodestar.format;

import dev.lodestar.text.EightBytes;

/// Looks for what is not UTF-8 (RFC 3629).
final class Utf8 {
  private Utf8() {}

  /// The position of the first byte that is not ASCII, or the end.
  static int asciiEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - Long.BYTES) {
      long high = EightBytes.load(bytes, i) & Swar.HIGHS;
      if (high != 0) {
        return i + Swar.first(high);
      }
      i += Long.BYTES;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /// The position of the first character that is malformed, or a negative number.
  static int malformed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i = asciiEnd(bytes, i, to);
      } else {
        int length = length(bytes, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /// How many bytes the character beyond ASCII at a position has; 0 if it is malformed.
  static int length(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    int second = tail(bytes, at + 1, to);
    if (first < 0xC2 || second < 0) {
      return 0;
    }
    if (first < 0xE0) {
      return 2;
    }
    if (tail(bytes, at + 2, to) < 0) {
      return 0;
    }
    if (first < 0xF0) {
      boolean overlong = first == 0xE0 && second < 0xA0;
      boolean surrogate = first == 0xED && second >= 0xA0;
      return overlong || surrogate ? 0 : 3;
    }
    boolean overlong = first == 0xF0 && second < 0x90;
    boolean tooLarge = first > 0xF4 || (first == 0xF4 && second >= 0x90);
    return overlong || tooLarge || tail(bytes, at + 3, to) < 0 ? 0 : 4;
  }

  /// A byte that continues a character, or a negative number.
  private static int tail(byte[] bytes, int at, int to) {
    return at < to && (bytes[at] & 0xC0) == 0x80 ? bytes[at] & 0xFF : -1;
  }
}
