package dev.lodestar.format;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.text.EightBytes;
import java.nio.charset.StandardCharsets;

/// Writes texts as JSON strings in UTF-8.
final class JsonTexts {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /// Below this, looking at each character is faster than what comes with an array.
  private static final int SHORT = 16;

  /// How much of a long text is turned into bytes at once.
  private static final int PIECE = 8_192;

  /// Which ASCII characters are simply themselves.
  private static final boolean[] PLAIN = plain();

  /// The longest way to write one byte: `\u0000`.
  private static final int ESCAPE = 6;

  private static final int QUOTES = 2;

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
    if (length < SHORT) {
      writeShort(out, text, length);
      return;
    }
    out.quote();
    int start = 0;
    while (length - start > PIECE) {
      boolean splitsPair = Character.isHighSurrogate(text.charAt(start + PIECE - 1));
      int end = start + PIECE - (splitsPair ? 1 : 0);
      writePiece(out, text.substring(start, end));
      start = end;
    }
    writePiece(out, start == 0 ? text : text.substring(start));
    out.quote();
  }

  private static void writeShort(JsonOutput out, String text, int length) {
    var bytes = out.reserve(length + QUOTES);
    int at = out.length;
    bytes[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || !PLAIN[c]) {
        out.quote();
        writePiece(out, text);
        out.quote();
        return;
      }
      bytes[at++] = (byte) c;
    }
    bytes[at++] = '"';
    out.length = at;
  }

  /// Lets the platform make the bytes: it does so for many characters at once. Only a question mark
  /// may then be something else, half of a surrogate pair.
  private static void writePiece(JsonOutput out, String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    int special = special(utf8, 0);
    if (special == utf8.length) {
      out.write(utf8);
    } else {
      writeEscaped(out, text, utf8, special);
    }
  }

  /// The first byte from there on that is a quote, a backslash, a control character or a question
  /// mark; the length if there is none.
  private static int special(byte[] utf8, int from) {
    int i = from;
    int last = utf8.length - Long.BYTES;
    while (i <= last) {
      long marked = Swar.specialOrQuestion(EightBytes.load(utf8, i));
      if (marked != 0) {
        return i + Swar.first(marked);
      }
      i += Long.BYTES;
    }
    while (i < utf8.length) {
      byte b = utf8[i];
      if (b >= 0 && (b < ' ' || b == '"' || b == '\\' || b == '?')) {
        return i;
      }
      i++;
    }
    return i;
  }

  private static void writeEscaped(JsonOutput out, String text, byte[] utf8, int firstSpecial) {
    boolean examined = false;
    int from = 0;
    int special = firstSpecial;
    while (special < utf8.length) {
      if (utf8[special] != '?') {
        out.write(utf8, from, special - from);
        out.length = ascii(out.reserve(ESCAPE), out.length, (char) utf8[special]);
        from = special + 1;
      } else if (!examined && !isQuestion(text, utf8, special)) {
        examine(text);
        examined = true;
      }
      special = special(utf8, special + 1);
    }
    out.write(utf8, from, utf8.length - from);
  }

  /// Whether the question mark surely is one. If there are as many bytes as characters, each byte
  /// stands for one character.
  private static boolean isQuestion(String text, byte[] utf8, int index) {
    return utf8.length == text.length() && text.charAt(index) == '?';
  }

  /// Makes sure that each half of a surrogate pair has the other one.
  static void examine(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new EncodeException("The text contains half of a surrogate pair.");
        }
        i++;
      }
    }
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
