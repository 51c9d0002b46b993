package dev.lodestar.server.websocket;

import java.util.Arrays;

/// Bytes of a message that come in pieces. Grows with what has come, not with what was announced,
/// and has no memory of its own between messages.
final class Accumulator {
  private static final byte[] NONE = {};
  private static final int FIRST_SIZE = 512;

  private byte[] bytes = NONE;
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// How many bytes of memory are taken.
  int capacity() {
    return bytes.length;
  }

  void append(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void ensure(int count) {
    if (bytes.length - size < count) {
      var larger = Math.max(FIRST_SIZE, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16));
      bytes = Arrays.copyOf(bytes, Math.max(larger, size + count));
    }
  }

  /// Returns the bytes, and forgets them.
  byte[] take() {
    var taken = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    clear();
    return taken;
  }

  void clear() {
    bytes = NONE;
    size = 0;
  }
}
