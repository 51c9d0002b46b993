package dev.lodestar.jackson;

import dev.lodestar.codec.DocumentBuffer;
import java.io.OutputStream;
import java.util.Arrays;

/// Writes to the end of a buffer, which takes notice only when the document is complete.
final class BufferStream extends OutputStream {
  private final DocumentBuffer buffer;
  private byte[] bytes;
  private int length;

  BufferStream(DocumentBuffer buffer) {
    this.buffer = buffer;
    this.bytes = buffer.array();
    this.length = buffer.length();
  }

  @Override
  public void write(int b) {
    reserve(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      int needed = Math.addExact(length, more);
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.max(needed, Math.min(2L * needed, Integer.MAX_VALUE - 16)));
    }
  }

  void complete() {
    buffer.replace(bytes, length);
  }
}
