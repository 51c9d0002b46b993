package dev.lodestar.format;

import static dev.lodestar.format.MessagePackToken.TEXT;
import static dev.lodestar.format.MessagePackToken.TEXT_8;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.text.EightBytes;
import java.nio.charset.StandardCharsets;

/// Writes texts with their size before them.
final class MessagePackTexts {
  private static final int SHORT = 16;
  private static final int PIECE = 8_192;
  static final int MAX_HEADER = 5;
  private static final int FIX_SIZE = 32;
  private static final int MAX_UINT_8 = 0xFF;
  private static final int MAX_UINT_16 = 0xFFFF;

  private MessagePackTexts() {}

  static int headerSize(int size) {
    return size < FIX_SIZE ? 1 : size <= MAX_UINT_8 ? 2 : size <= MAX_UINT_16 ? 3 : 5;
  }

  /// Writes the header of a text and answers the position after it. There must be room.
  static int header(byte[] bytes, int at, int size) {
    if (size < FIX_SIZE) {
      bytes[at] = (byte) (TEXT | size);
      return at + 1;
    }
    if (size <= MAX_UINT_8) {
      bytes[at] = (byte) TEXT_8;
      bytes[at + 1] = (byte) size;
      return at + 2;
    }
    if (size <= MAX_UINT_16) {
      bytes[at] = (byte) (TEXT_8 + 1);
      BigEndian.store(bytes, at + 1, (short) size);
      return at + 3;
    }
    bytes[at] = (byte) (TEXT_8 + 2);
    BigEndian.store(bytes, at + 1, size);
    return at + 5;
  }

  static void write(Output out, String text) {
    int length = text.length();
    if (length < SHORT) {
      writeShort(out, text, length);
    } else if (length <= PIECE) {
      writeByPlatform(out, text);
    } else {
      writeLong(out, text, length);
    }
  }

  private static void writeShort(Output out, String text, int length) {
    var bytes = out.reserve(1 + length);
    int at = out.length;
    bytes[at++] = (byte) (TEXT | length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        writeByPlatform(out, text);
        return;
      }
      bytes[at++] = (byte) c;
    }
    out.length = at;
  }

  /// Lets the platform make the bytes: it does so for many characters at once. Only a question mark
  /// may then be something else, half of a surrogate pair.
  private static void writeByPlatform(Output out, String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (hasQuestion(utf8)) {
      JsonTexts.examine(text);
    }
    int size = utf8.length;
    out.length = header(out.reserve(MAX_HEADER + size), out.length, size);
    out.write(utf8);
  }

  private static boolean hasQuestion(byte[] utf8) {
    int i = 0;
    for (; i <= utf8.length - Long.BYTES; i += Long.BYTES) {
      if (Swar.question(EightBytes.load(utf8, i)) != 0) {
        return true;
      }
    }
    while (i < utf8.length) {
      if (utf8[i++] == '?') {
        return true;
      }
    }
    return false;
  }

  /// The size stands before the text: unless all is ASCII, the text is looked at twice, so that no
  /// copy of a long text is made.
  private static void writeLong(Output out, String text, int length) {
    int header = headerSize(length);
    var bytes = out.reserve(header + length);
    if (copyAscii(text, bytes, out.length + header)) {
      header(bytes, out.length, length);
      out.length += header + length;
    } else {
      writeUtf8(out, text);
    }
  }

  /// Copies the low bytes, then looks whether the characters had more than these.
  @SuppressWarnings("deprecation") // it takes the low byte of each character, as wanted
  private static boolean copyAscii(String text, byte[] bytes, int start) {
    int length = text.length();
    text.getBytes(0, length, bytes, start);
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i);
    }
    return all < 0x80;
  }

  private static void writeUtf8(Output out, String text) {
    long size = utf8Size(text);
    if (size > Integer.MAX_VALUE - 8) {
      throw new EncodeException("A text has more bytes than a document may have.");
    }
    var bytes = out.reserve(headerSize((int) size) + (int) size);
    int position = header(bytes, out.length, (int) size);
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[position++] = (byte) c;
      } else if (c < 0x800) {
        bytes[position++] = (byte) (0xC0 | (c >> 6));
        bytes[position++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        bytes[position++] = (byte) (0xE0 | (c >> 12));
        bytes[position++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[position++] = (byte) (0x80 | (c & 0x3F));
      } else {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[position++] = (byte) (0xF0 | (point >> 18));
        bytes[position++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[position++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[position++] = (byte) (0x80 | (point & 0x3F));
      }
    }
    out.length = position;
  }

  private static long utf8Size(String text) {
    int length = text.length();
    long size = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size++;
        if (c >= 0x800) {
          size++;
          if (Character.isSurrogate(c)) {
            // Two characters are four bytes.
            mustBePaired(text, i++);
          }
        }
      }
    }
    return size;
  }

  private static void mustBePaired(String text, int at) {
    boolean paired =
        Character.isHighSurrogate(text.charAt(at))
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    if (!paired) {
      throw new EncodeException("The text contains half of a surrogate pair.");
    }
  }
}
