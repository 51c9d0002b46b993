package dev.lodestar.form;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/// Writes a file in large pieces, each on one of the [DiskThreads]. Not thread-safe.
final class DiskOutput extends OutputStream {
  private static final int PIECE = 65_536;

  private final OutputStream file;
  private final byte[] piece = new byte[PIECE];
  private int length;

  private DiskOutput(OutputStream file) {
    this.file = file;
  }

  /// Opens a file.
  static DiskOutput open(Path file, OpenOption... options) throws IOException {
    return new DiskOutput(DiskThreads.run(() -> Files.newOutputStream(file, options)));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    var written = 0;
    while (written < count) {
      var part = Math.min(count - written, piece.length - length);
      System.arraycopy(bytes, offset + written, piece, length, part);
      length += part;
      written += part;
      if (length == piece.length) {
        flush();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    var count = length;
    length = 0;
    DiskThreads.run(() -> {
      file.write(piece, 0, count);
      return count;
    });
  }

  @Override
  public void close() throws IOException {
    var count = length;
    length = 0;
    DiskThreads.run(() -> {
      try (file) {
        file.write(piece, 0, count);
      }
      return count;
    });
  }
}
