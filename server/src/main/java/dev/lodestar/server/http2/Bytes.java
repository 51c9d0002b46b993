package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.Decimal;
import java.util.Arrays;

/// Where the encoded head of a response is collected. One serves an event loop.
final class Bytes {
  private byte[] bytes = new byte[1024];
  private int length;

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void add(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  /// Adds an integer (RFC 7541, section 5.1).
  ///
  /// @param pattern the bits before it
  /// @param prefix how many bits of the first byte it has
  void number(int pattern, int prefix, int value) {
    ensure(6);
    var most = (1 << prefix) - 1;
    if (value < most) {
      bytes[length++] = (byte) (pattern | value);
      return;
    }
    bytes[length++] = (byte) (pattern | most);
    var rest = value - most;
    while (rest >= 128) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /// Adds a string (RFC 7541, section 5.2). Texts of fields have no character above U+00FF, so
  /// their low bytes are their ISO 8859-1 form.
  @SuppressWarnings("deprecation")
  void text(String text) {
    number(0, 7, text.length());
    ensure(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  /// Leaves room for a length of one byte.
  int reserve() {
    add(0);
    return length - 1;
  }

  /// Writes how long what follows the room is.
  void fill(int at) {
    bytes[at] = (byte) (length - at - 1);
  }

  void decimal(long value) {
    ensure(Decimal.MOST_DIGITS);
    length = Decimal.write(value, bytes, length);
  }

  private void ensure(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
