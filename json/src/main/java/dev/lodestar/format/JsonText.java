package dev.lodestar.format;

import dev.lodestar.text.EightBytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A JSON string that is not plain ASCII: finds its end, checks it (valid UTF-8, valid escapes, no
/// control characters, no half of a surrogate pair), and makes its text.
final class JsonText {
  private final byte[] bytes;
  private final int end;
  private final int limit;
  private int from;
  private int to;
  private boolean escaped;
  private boolean beyondAscii;
  private String error = "";
  private int errorPosition;

  JsonText(byte[] bytes, int end, int limit) {
    this.bytes = bytes;
    this.end = end;
    this.limit = limit;
  }

  /// The position after the closing quote.
  int end() {
    return to + 1;
  }

  String error() {
    return error;
  }

  int errorPosition() {
    return errorPosition;
  }

  /// Scans the text that starts after an opening quote, and is known to be plain up to a position.
  /// Answers false if it is malformed; whether it is UTF-8 is not looked at.
  boolean scan(int start, int plain) {
    from = start;
    int p = plain;
    while (true) {
      p = special(p);
      if (p >= end) {
        return fail("A text has no closing quote.", end);
      }
      byte b = bytes[p];
      if (b == '"') {
        to = p;
        return to - from <= limit || fail("A text is longer than " + limit + " bytes.", from - 1);
      }
      if (b != '\\') {
        return fail("A text contains the control character " + b + " without an escape.", p);
      }
      escaped = true;
      p = escape(p);
      if (p < 0) {
        return false;
      }
    }
  }

  /// The position of the next quote, backslash or control character.
  private int special(int start) {
    int p = start;
    long seen = 0;
    int last = end - 8;
    while (p <= last) {
      long word = EightBytes.load(bytes, p);
      long special = Swar.specialAscii(word);
      if (special != 0) {
        seen |= word & (special ^ (special - 1));
        beyondAscii |= (seen & Swar.HIGHS) != 0;
        return p + Swar.first(special);
      }
      seen |= word;
      p += 8;
    }
    beyondAscii |= (seen & Swar.HIGHS) != 0;
    while (p < end) {
      byte b = bytes[p];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        return p;
      }
      beyondAscii |= b < 0;
      p++;
    }
    return p;
  }

  /// The text that was scanned; null if it is not UTF-8.
  @Nullable String text() {
    var text =
        escaped
            ? unescaped()
            : new String(
                bytes,
                from,
                to - from,
                beyondAscii ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    // The platform reads what is not UTF-8 as this character, which is a character like any other.
    boolean suspicious = beyondAscii && text.indexOf('\uFFFD') >= 0;
    return suspicious && !isValid() ? null : text;
  }

  /// Whether the text is UTF-8.
  boolean isValid() {
    int p = from;
    while (beyondAscii && p < to) {
      p = bytes[p] < 0 ? multibyte(p) : p + 1;
      if (p < 0) {
        return false;
      }
    }
    return true;
  }

  private int escape(int backslash) {
    int kind = backslash + 1 < end ? bytes[backslash + 1] : 0;
    if (kind == 'u') {
      return unicodeEscape(backslash);
    }
    if ("\"\\/bfnrt".indexOf(kind) < 0 || kind == 0) {
      fail("A text contains an escape that JSON does not know.", backslash);
      return -1;
    }
    return backslash + 2;
  }

  private int unicodeEscape(int backslash) {
    int unit = hex(backslash);
    if (unit < 0) {
      fail("\\u must be followed by four hexadecimal digits.", backslash);
      return -1;
    }
    if (!Character.isSurrogate((char) unit)) {
      return backslash + 6;
    }
    boolean paired =
        Character.isHighSurrogate((char) unit)
            && backslash + 7 < end
            && bytes[backslash + 6] == '\\'
            && bytes[backslash + 7] == 'u'
            && Character.isLowSurrogate((char) Math.max(0, hex(backslash + 6)));
    if (!paired) {
      fail("A text contains half of a surrogate pair.", backslash);
      return -1;
    }
    return backslash + 12;
  }

  private int hex(int backslash) {
    if (backslash + 6 > end) {
      return -1;
    }
    int unit = 0;
    for (int i = backslash + 2; i < backslash + 6; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  /// Checks one character of two to four bytes, RFC 3629 section 4.
  private int multibyte(int i) {
    int first = bytes[i] & 0xFF;
    int second = at(i + 1);
    int length;
    boolean valid;
    if (first >= 0xC2 && first <= 0xDF) {
      length = 2;
      valid = isTail(second);
    } else if (first >= 0xE0 && first <= 0xEF) {
      length = 3;
      valid =
          isTail(second)
              && isTail(at(i + 2))
              && (first != 0xE0 || second >= 0xA0)
              && (first != 0xED || second < 0xA0);
    } else {
      length = 4;
      valid =
          first >= 0xF0
              && first <= 0xF4
              && isTail(second)
              && isTail(at(i + 2))
              && isTail(at(i + 3))
              && (first != 0xF0 || second >= 0x90)
              && (first != 0xF4 || second < 0x90);
    }
    if (!valid) {
      fail("A text is not valid UTF-8.", i);
      return -1;
    }
    return i + length;
  }

  private int at(int i) {
    return i < end ? bytes[i] & 0xFF : 0;
  }

  private static boolean isTail(int b) {
    return (b & 0xC0) == 0x80;
  }

  private String unescaped() {
    var plain = new byte[to - from];
    int length = 0;
    int i = from;
    while (i < to) {
      byte b = bytes[i++];
      if (b != '\\') {
        plain[length++] = b;
        continue;
      }
      byte kind = bytes[i++];
      if (kind == 'u') {
        int point = hex(i - 2);
        i += 4;
        if (Character.isHighSurrogate((char) point)) {
          point = Character.toCodePoint((char) point, (char) hex(i));
          i += 6;
        }
        length = utf8(plain, length, point);
      } else {
        plain[length++] =
            switch (kind) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'b' -> '\b';
              case 'f' -> '\f';
              default -> kind;
            };
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  /// An escape is never shorter than the character it stands for.
  private static int utf8(byte[] out, int start, int point) {
    int i = start;
    if (point < 0x80) {
      out[i++] = (byte) point;
    } else if (point < 0x800) {
      out[i++] = (byte) (0xC0 | (point >> 6));
      out[i++] = (byte) (0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      out[i++] = (byte) (0xE0 | (point >> 12));
      out[i++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      out[i++] = (byte) (0x80 | (point & 0x3F));
    } else {
      out[i++] = (byte) (0xF0 | (point >> 18));
      out[i++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      out[i++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      out[i++] = (byte) (0x80 | (point & 0x3F));
    }
    return i;
  }

  private boolean fail(String message, int where) {
    error = message;
    errorPosition = where;
    return false;
  }
}
