package dev.lodestar.test;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Collects bytes in memory up to a limit, and remembers when more were written.
final class LimitedOutput extends OutputStream {
  private final int limit;
  private byte[] content = new byte[256];
  private int size;
  private boolean overLimit;

  LimitedOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    reserve(1);
    content[size++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    reserve(length);
    System.arraycopy(bytes, offset, content, size, length);
    size += length;
  }

  private void reserve(int length) throws IOException {
    if (overLimit || length > limit - size) {
      overLimit = true;
      throw new IOException("The test client takes no more than " + limit + " bytes.");
    }
    if (size + length > content.length) {
      content = Arrays.copyOf(content, Math.min(limit, Math.max(size + length, 2 * size)));
    }
  }

  boolean isOverLimit() {
    return overLimit;
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(content, size);
  }
}
