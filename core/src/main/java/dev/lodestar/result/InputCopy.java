package dev.lodestar.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/// The content of an `InputStream`.
final class InputCopy implements OpenSource {
  private static final int PIECE = 1 << 14;

  private final InputStream input;
  private final AtomicBoolean closed = new AtomicBoolean();
  private byte[] piece = new byte[0];
  private int length;

  InputCopy(InputStream input) {
    this.input = input;
  }

  @Override
  public void begin() throws IOException {
    piece = new byte[PIECE];
    length = input.read(piece);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try {
      while (length >= 0) {
        out.write(piece, 0, length);
        length = input.read(piece);
      }
    } finally {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      input.close();
    }
  }
}
