package dev.lodestar.form;

import java.io.OutputStream;
import java.util.Arrays;

/// Collects bytes of which there are usually few: what comes in one piece is copied once. Not
/// thread-safe.
final class Bytes extends OutputStream {
  private static final byte[] NONE = {};
  private static final int LEAST = 64;

  private byte[] content = NONE;
  private int length;

  int length() {
    return length;
  }

  @Override
  public void write(int b) {
    if (length == content.length) {
      content = Arrays.copyOf(content, Math.max(LEAST, grown(length + 1)));
    }
    content[length++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    if (count > content.length - length) {
      content = Arrays.copyOf(content, grown(Math.addExact(length, count)));
    }
    System.arraycopy(bytes, offset, content, length, count);
    length += count;
  }

  /// The first piece gets what it needs, the following ones twice as much as there was.
  private int grown(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * length));
  }

  /// The bytes, which are then given away.
  byte[] take() {
    var taken = length == content.length ? content : Arrays.copyOf(content, length);
    clear();
    content = NONE;
    return taken;
  }

  /// The array that holds the bytes, from its beginning on.
  byte[] array() {
    return content;
  }

  void clear() {
    length = 0;
  }
}
