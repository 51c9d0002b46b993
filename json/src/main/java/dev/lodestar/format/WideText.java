package dev.lodestar.format;

import java.util.Arrays;

/// Reads texts beyond ASCII, and those with short escapes, in one pass: UTF-8 is checked while it
/// becomes characters. The platform makes up to three arrays of such a text, and does not tell
/// whether it was valid. Can be used for one text after the other.
final class WideText {
  private static final int FIRST_LENGTH = 256;

  /// Longer texts are left to the platform.
  private static final int MOST_LENGTH = 4_096;

  /// No character has more bytes.
  private static final int MOST_BYTES = 4;

  private static final char NONE = 0;

  private static final int REFUSED = -1;

  private char[] chars = new char[FIRST_LENGTH];
  private int length;

  /// The text that was read.
  String text() {
    return new String(chars, 0, length);
  }

  /// Reads the text that starts after an opening quote and is known to be plain up to a position.
  /// Answers the position of the closing quote; a negative number for what must be read with more
  /// care, among it everything that is malformed.
  int read(byte[] bytes, int start, int plain, int end) {
    int n = plain - start;
    if (n > MOST_LENGTH) {
      return REFUSED;
    }
    var to = room(n);
    for (int i = 0; i < n; i++) {
      to[i] = (char) bytes[start + i];
    }
    int p = plain;
    while (p < end) {
      if (n + 2 > to.length) {
        if (n >= MOST_LENGTH) {
          return REFUSED;
        }
        to = room(2 * n);
      }
      int b = bytes[p];
      if (b == '"') {
        length = n;
        return p;
      }
      if (b >= ' ' && b != '\\') {
        to[n++] = (char) b;
        p++;
      } else if (bytes.length - p < MOST_BYTES) {
        return REFUSED;
      } else if (b >= 0) {
        char c = b == '\\' ? escaped(bytes[p + 1]) : NONE;
        if (c == NONE) {
          return REFUSED;
        }
        to[n++] = c;
        p += 2;
      } else if (b < (byte) 0xE0) {
        int second = bytes[p + 1];
        if (b < (byte) 0xC2 || !isTail(second)) {
          return REFUSED;
        }
        to[n++] = (char) ((b & 0x1F) << 6 | (second & 0x3F));
        p += 2;
      } else if (b < (byte) 0xF0) {
        int second = bytes[p + 1];
        int third = bytes[p + 2];
        char c = (char) (b << 12 | (second & 0x3F) << 6 | (third & 0x3F));
        if (!isTail(second) || !isTail(third) || c < 0x800 || Character.isSurrogate(c)) {
          return REFUSED;
        }
        to[n++] = c;
        p += 3;
      } else {
        int point = point(bytes, p);
        if (point < 0) {
          return REFUSED;
        }
        to[n++] = Character.highSurrogate(point);
        to[n++] = Character.lowSurrogate(point);
        p += 4;
      }
    }
    return REFUSED;
  }

  private char[] room(int count) {
    if (chars.length < count) {
      chars = Arrays.copyOf(chars, count);
    }
    return chars;
  }

  /// The character beyond the first 65,536 that starts there; a negative number if there is none.
  private static int point(byte[] bytes, int at) {
    int second = bytes[at + 1];
    int third = bytes[at + 2];
    int fourth = bytes[at + 3];
    int point =
        (bytes[at] & 0xF) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | (fourth & 0x3F);
    boolean valid =
        isTail(second)
            && isTail(third)
            && isTail(fourth)
            && Character.isSupplementaryCodePoint(point);
    return valid ? point : REFUSED;
  }

  private static boolean isTail(int b) {
    return (b & 0xC0) == 0x80;
  }

  /// What a letter behind a backslash stands for; [#NONE] if that takes more than a letter.
  private static char escaped(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> (char) letter;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> NONE;
    };
  }
}
