package dev.lodestar.form;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Gives some bytes at a time, as a slow client does.
final class Trickle extends InputStream {
  private final ByteArrayInputStream bytes;
  private final int size;
  private int given;

  Trickle(byte[] bytes, int size) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.size = size;
  }

  /// How many bytes were given.
  int given() {
    return given;
  }

  @Override
  public int read() {
    given++;
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    var count = bytes.read(target, offset, Math.min(size, length));
    given += Math.max(0, count);
    return count;
  }
}
