package dev.lodestar.server.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Takes the mask of a client off a payload (RFC 6455, section 5.3), eight bytes in one step, and
/// sees on the way whether it is plain ASCII, which most texts are.
final class Masking {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Masking() {}

  /// Unmasks bytes where they lie.
  ///
  /// @param key the masking key, turned so that its highest byte belongs to the first of the bytes
  /// @return whether all bytes are ASCII then
  static boolean unmask(byte[] bytes, int offset, int length, int key) {
    var wide = (long) key << 32 | (key & 0xFFFFFFFFL);
    var end = offset + length;
    var position = offset;
    var seen = 0L;
    for (; position <= end - 8; position += 8) {
      var plain = (long) LONGS.get(bytes, position) ^ wide;
      seen |= plain;
      LONGS.set(bytes, position, plain);
    }
    for (var shift = 24; position < end; position++, shift -= 8) {
      var plain = (byte) (bytes[position] ^ key >> (shift & 31));
      seen |= plain;
      bytes[position] = plain;
    }
    return (seen & NOT_ASCII) == 0;
  }

  /// The key for what comes behind some bytes of the same frame.
  static int turn(int key, int length) {
    return Integer.rotateLeft(key, 8 * (length & 3));
  }

  /// Returns the index of the first byte that is not ASCII, or of one up to seven before it.
  static int skipAscii(byte[] bytes, int offset, int end) {
    var position = offset;
    while (position <= end - 8 && ((long) LONGS.get(bytes, position) & NOT_ASCII) == 0) {
      position += 8;
    }
    return position;
  }
}
