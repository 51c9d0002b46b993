package dev.lodestar.format;

import dev.lodestar.codec.EncodeException;

/// Writes texts as JSON strings in UTF-8.
final class JsonTexts {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonTexts() {}

  static void write(JsonOutput out, String text) {
    int length = text.length();
    var bytes = out.reserve(length + 2);
    int position = out.length;
    bytes[position++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        out.length = position;
        writeRest(out, text, i);
        return;
      }
      bytes[position++] = (byte) c;
    }
    bytes[position++] = '"';
    out.length = position;
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
