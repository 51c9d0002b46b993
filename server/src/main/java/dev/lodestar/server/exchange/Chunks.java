package dev.lodestar.server.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// The chunked transfer coding of responses (RFC 9112, section 7.1).
final class Chunks {
  /// Room for the size line of a chunk.
  static final int SIZE_LINE = 10;

  /// What ends a chunk.
  static final int END = 2;

  private static final byte[] LAST = "0\r\n\r\n".getBytes(ISO_8859_1);

  private Chunks() {}

  /// Returns what ends the body. Not to be changed.
  static byte[] last() {
    return LAST;
  }

  /// Returns a chunk.
  static byte[] of(byte[] content) {
    var chunk = new byte[SIZE_LINE + content.length + END];
    System.arraycopy(content, 0, chunk, SIZE_LINE, content.length);
    var start = frame(chunk, content.length);
    return java.util.Arrays.copyOfRange(chunk, start, chunk.length);
  }

  /// Makes a chunk of content that starts at [#SIZE_LINE], and has room for [#END] behind it.
  ///
  /// @return where the chunk starts
  static int frame(byte[] buffer, int length) {
    buffer[SIZE_LINE + length] = '\r';
    buffer[SIZE_LINE + length + 1] = '\n';
    var position = SIZE_LINE;
    buffer[--position] = '\n';
    buffer[--position] = '\r';
    var rest = length;
    do {
      buffer[--position] = (byte) Character.forDigit(rest & 15, 16);
      rest >>>= 4;
    } while (rest > 0);
    return position;
  }
}
