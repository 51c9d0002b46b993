package dev.lodestar.format;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.text.EightBytes;

/// Writes texts as JSON strings in UTF-8, straight into the array of the output.
///
/// The platform tells nobody how it keeps a text, so every character is looked at once. Eight at a
/// time are only tested, and what passes is copied at once: that is faster than an array in between
/// that the platform makes, and allocates nothing.
final class JsonTexts {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /// Room is made for so many characters at once.
  private static final int PIECE = 8_192;

  /// How many characters are tested together.
  private static final int BLOCK = 8;

  /// Which characters are one byte that is simply themselves. All characters have a place, so that
  /// no index needs a check.
  private static final boolean[] PLAIN = plain();

  /// The longest way to write one byte: `\u0000`.
  private static final int ESCAPE = 6;

  /// The most bytes of one character of Java in UTF-8.
  private static final int LONGEST = 3;

  /// The bytes of a surrogate pair in UTF-8.
  private static final int PAIR = 4;

  /// What may be overwritten after the last character, which is written as eight bytes.
  private static final int SPARE = 8;

  private JsonTexts() {}

  private static boolean[] plain() {
    var plain = new boolean[Character.MAX_VALUE + 1];
    for (int c = ' '; c < 0x80; c++) {
      plain[c] = c != '"' && c != '\\';
    }
    return plain;
  }

  static void write(JsonOutput out, String text) {
    int length = text.length();
    int from = 0;
    do {
      from = writePiece(out, text, from, Math.min(length - from, PIECE) + from);
    } while (from < length);
    out.quote();
  }

  /// Writes characters, the first after an opening quote, and answers the index of the first that
  /// was not written.
  ///
  /// What needs more than a character of Java, or is longer than it, ends the loop: where its
  /// branches change the index, or grow the array, all the others take a third longer. All the rest
  /// is one method, and so too large for the just-in-time compiler to make it part of its callers:
  /// there it takes up to half as long again.
  @SuppressWarnings("deprecation") // plain characters are ASCII: each is its low byte
  private static int writePiece(JsonOutput out, String text, int from, int to) {
    int i = from;
    boolean dense = from > 0 && text.charAt(from - 1) >= 0x80;
    while (!dense && i + BLOCK <= to && isPlain(text, i)) {
      i += BLOCK;
    }
    if (i > from) {
      while (i < to && PLAIN[text.charAt(i)]) {
        i++;
      }
    }
    var bytes = out.reserve(i - from + (to - i) * LONGEST + SPARE);
    int at = out.length;
    if (from == 0) {
      bytes[at++] = '"';
    }
    if (i > from) {
      text.getBytes(from, i, bytes, at);
      at += i - from;
    }
    while (i < to) {
      char c = text.charAt(i++);
      if (c < 0x80) {
        if (!PLAIN[c]) {
          out.length = at;
          escape(out, c);
          // What follows is likely to be plain again.
          return i;
        }
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        EightBytes.store(bytes, at, 0x80C0 | c >> 6 | (c & 0x3F) << 8);
        at += 2;
      } else if (!Character.isSurrogate(c)) {
        int tails = (c >> 6 & 0x3F) << 8 | (c & 0x3F) << 16;
        EightBytes.store(bytes, at, 0x8080E0 | c >> 12 | tails);
        at += 3;
      } else {
        out.length = at;
        return surrogates(out, text, i - 1);
      }
    }
    out.length = at;
    return i;
  }

  @SuppressWarnings("ShortCircuitBoolean") // one branch for all is faster than eight
  private static boolean isPlain(String text, int from) {
    return PLAIN[text.charAt(from)]
        & PLAIN[text.charAt(from + 1)]
        & PLAIN[text.charAt(from + 2)]
        & PLAIN[text.charAt(from + 3)]
        & PLAIN[text.charAt(from + 4)]
        & PLAIN[text.charAt(from + 5)]
        & PLAIN[text.charAt(from + 6)]
        & PLAIN[text.charAt(from + 7)];
  }

  /// Writes the character whose first half stands at an index, and answers the index after it.
  private static int surrogates(JsonOutput out, String text, int index) {
    int point = pair(text, index);
    int tails = (point >> 12 & 0x3F) << 8 | (point >> 6 & 0x3F) << 16 | (point & 0x3F) << 24;
    EightBytes.store(out.reserve(SPARE), out.length, 0x808080F0L | point >> 18 | tails);
    out.length += PAIR;
    return index + 2;
  }

  /// The character whose first half stands at an index.
  private static int pair(String text, int index) {
    char first = text.charAt(index);
    if (Character.isHighSurrogate(first) && index + 1 < text.length()) {
      char second = text.charAt(index + 1);
      if (Character.isLowSurrogate(second)) {
        return Character.toCodePoint(first, second);
      }
    }
    throw half();
  }

  private static EncodeException half() {
    return new EncodeException("The text contains half of a surrogate pair.");
  }

  /// Makes sure that each half of a surrogate pair has the other one.
  static void examine(String text) {
    if (Surrogates.unpaired(text) >= 0) {
      throw half();
    }
  }

  private static void escape(JsonOutput out, char c) {
    var bytes = out.reserve(ESCAPE);
    int at = out.length;
    bytes[at++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[at++] = (byte) c;
      case '\n' -> bytes[at++] = 'n';
      case '\r' -> bytes[at++] = 'r';
      case '\t' -> bytes[at++] = 't';
      case '\b' -> bytes[at++] = 'b';
      case '\f' -> bytes[at++] = 'f';
      default -> {
        bytes[at++] = 'u';
        bytes[at++] = '0';
        bytes[at++] = '0';
        bytes[at++] = HEX[c >> 4];
        bytes[at++] = HEX[c & 0xF];
      }
    }
    out.length = at;
  }
}
