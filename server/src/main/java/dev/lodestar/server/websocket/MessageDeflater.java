package dev.lodestar.server.websocket;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Compresses messages for one client (RFC 7692, section 7.2.1). Not thread-safe.
final class MessageDeflater {
  private static final int TAIL_SIZE = 4;
  private static final int MOST_WINDOW_BITS = 15;

  private final SpareCoders spares;
  private final boolean takeover;

  /// How many bytes are compressed until everything before is forgotten: a client may ask that
  /// nothing refers to what is farther back, which the deflaters of the JDK cannot be told.
  private final int window;

  private final int flush;
  private @Nullable Deflater deflater;
  private byte[] out = new byte[0];
  private int size;

  MessageDeflater(SpareCoders spares, boolean takeover, int windowBits) {
    this.spares = spares;
    this.takeover = takeover;
    window = windowBits < MOST_WINDOW_BITS ? 1 << windowBits : Integer.MAX_VALUE;
    flush = windowBits < MOST_WINDOW_BITS ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH;
  }

  /// Tells whether messages refer to earlier ones.
  boolean takesOver() {
    return takeover;
  }

  /// Compresses a message, or the next part of one.
  ///
  /// @param last whether the message ends there
  /// @return the compressed bytes
  byte[] deflate(byte[] bytes, int offset, int length, boolean last) {
    var current = deflater;
    if (current == null) {
      current = spares.takeDeflater();
      deflater = current;
    }
    out = new byte[length / 2 + 64];
    size = 0;
    var end = offset + length;
    for (var start = offset; start < end; ) {
      var count = Math.min(window, end - start);
      current.setInput(bytes, start, count);
      drain(current);
      start += count;
    }
    if (last) {
      dropTail();
      if (!takeover) {
        release();
      }
    }
    var compressed = size == out.length ? out : Arrays.copyOf(out, size);
    out = new byte[0];
    return compressed;
  }

  private void drain(Deflater current) {
    while (true) {
      size += current.deflate(out, size, out.length - size, flush);
      if (size < out.length) {
        return;
      }
      out = Arrays.copyOf(out, 2 * out.length);
    }
  }

  private void dropTail() {
    if (size == 0) {
      // A part without content, at the end: the first byte of an empty block, whose rest is the
      // tail.
      size = 1;
    } else {
      size -= TAIL_SIZE;
    }
  }

  /// Gives back what is held for a message that will not be complete, or for later ones.
  void release() {
    if (deflater != null) {
      spares.give(deflater);
      deflater = null;
    }
  }
}
