package dev.lodestar.format;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.text.EightBytes;

/// Writes texts as JSON strings in UTF-8.
final class JsonTexts {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private static final int SHORT = 28;

  /// Which ASCII characters are simply themselves.
  private static final boolean[] PLAIN = plain();

  /// Room for both quotes, and for whole words behind a text.
  private static final int SLACK = 2;

  private JsonTexts() {}

  private static boolean[] plain() {
    var plain = new boolean[0x80];
    for (int c = ' '; c < plain.length; c++) {
      plain[c] = c != '"' && c != '\\';
    }
    return plain;
  }

  static void write(JsonOutput out, String text) {
    int length = text.length();
    var bytes = out.reserve(length + SLACK);
    int at = out.length + 1;
    bytes[at - 1] = '"';
    if (length < SHORT ? copyShort(text, bytes, at) : copyLong(text, bytes, at)) {
      at += length;
      bytes[at++] = '"';
      out.length = at;
    } else {
      out.length = at;
      writeRest(out, text, 0);
    }
  }

  /// Copies a text if each character is simply itself.
  private static boolean copyShort(String text, byte[] bytes, int start) {
    int length = text.length();
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 0x80 || !PLAIN[c]) {
        return false;
      }
      bytes[start + i++] = (byte) c;
    }
    return true;
  }

  /// Copies the low bytes, then looks whether the characters had more than these, and whether any
  /// of them needs an escape: each pass is fast alone.
  @SuppressWarnings("deprecation") // it takes the low byte of each character, as wanted
  private static boolean copyLong(String text, byte[] bytes, int start) {
    int length = text.length();
    text.getBytes(0, length, bytes, start);
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i);
    }
    if (all >= 0x80) {
      return false;
    }
    int end = start + length;
    for (int i = start; i < end - 8; i += 8) {
      if (Swar.specialAscii(EightBytes.load(bytes, i)) != 0) {
        return false;
      }
    }
    return Swar.specialAscii(EightBytes.load(bytes, end - 8)) == 0;
  }

  /// From the first character on that is not simply itself. One may take six bytes: `\u0000`.
  private static void writeRest(JsonOutput out, String text, int start) {
    int length = text.length();
    int i = start;
    while (i < length) {
      // In pieces, so that a long text does not reserve six times its length.
      int end = Math.min(length, i + 1024);
      var bytes = out.reserve((end - i + 1) * 6);
      int position = out.length;
      while (i < end) {
        char c = text.charAt(i++);
        if (c < 0x80) {
          position = ascii(bytes, position, c);
        } else if (c < 0x800) {
          bytes[position++] = (byte) (0xC0 | (c >> 6));
          bytes[position++] = (byte) (0x80 | (c & 0x3F));
        } else if (!Character.isSurrogate(c)) {
          bytes[position++] = (byte) (0xE0 | (c >> 12));
          bytes[position++] = (byte) (0x80 | ((c >> 6) & 0x3F));
          bytes[position++] = (byte) (0x80 | (c & 0x3F));
        } else {
          if (Character.isLowSurrogate(c)
              || i == length
              || !Character.isLowSurrogate(text.charAt(i))) {
            throw new EncodeException("The text contains half of a surrogate pair.");
          }
          int point = Character.toCodePoint(c, text.charAt(i++));
          bytes[position++] = (byte) (0xF0 | (point >> 18));
          bytes[position++] = (byte) (0x80 | ((point >> 12) & 0x3F));
          bytes[position++] = (byte) (0x80 | ((point >> 6) & 0x3F));
          bytes[position++] = (byte) (0x80 | (point & 0x3F));
        }
      }
      out.length = position;
    }
    out.reserve(1)[out.length++] = '"';
  }

  private static int ascii(byte[] bytes, int start, char c) {
    int position = start;
    if (c >= ' ' && c != '"' && c != '\\') {
      bytes[position++] = (byte) c;
      return position;
    }
    bytes[position++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[position++] = (byte) c;
      case '\n' -> bytes[position++] = 'n';
      case '\r' -> bytes[position++] = 'r';
      case '\t' -> bytes[position++] = 't';
      case '\b' -> bytes[position++] = 'b';
      case '\f' -> bytes[position++] = 'f';
      default -> {
        bytes[position++] = 'u';
        bytes[position++] = '0';
        bytes[position++] = '0';
        bytes[position++] = HEX[c >> 4];
        bytes[position++] = HEX[c & 0xF];
      }
    }
    return position;
  }
}
