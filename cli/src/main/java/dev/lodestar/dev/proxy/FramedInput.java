package dev.lodestar.dev.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Content of a response without its framing (RFC 9112, sections 6 and 7). One that ends before its
/// framing says so throws an [EOFException].
abstract sealed class FramedInput extends InputStream {
  final InputStream in;
  private final Runnable whenEnded;
  private boolean ended;

  private FramedInput(InputStream in, Runnable whenEnded) {
    this.in = in;
    this.whenEnded = whenEnded;
  }

  /// Reads at least one byte of the content; -1 at its end.
  abstract int readSome(byte[] target, int offset, int length) throws IOException;

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    var count = readSome(target, offset, length);
    if (count < 0) {
      ended = true;
      whenEnded.run();
    }
    return count;
  }

  @Override
  public final int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  final int readOrFail(byte[] target, int offset, int length) throws IOException {
    var count = in.read(target, offset, length);
    if (count < 0) {
      throw new EOFException("The connection ended within the content.");
    }
    return count;
  }

  /// Content whose length was announced.
  static final class OfLength extends FramedInput {
    private long missing;

    OfLength(InputStream in, long length, Runnable whenEnded) {
      super(in, whenEnded);
      missing = length;
    }

    @Override
    int readSome(byte[] target, int offset, int length) throws IOException {
      if (missing == 0) {
        return -1;
      }
      var count = readOrFail(target, offset, (int) Math.min(length, missing));
      missing -= count;
      return count;
    }
  }

  /// Content in chunks; trailers are dropped.
  static final class OfChunks extends FramedInput {
    private static final int MOST_LINE = 4_096;
    private static final int MOST_TRAILERS = 100;

    private long missing;
    private boolean first = true;

    OfChunks(InputStream in, Runnable whenEnded) {
      super(in, whenEnded);
    }

    @Override
    int readSome(byte[] target, int offset, int length) throws IOException {
      if (missing == 0) {
        if (!first && !Lines.read(in, MOST_LINE).isEmpty()) {
          throw new IOException("A chunk is longer than it says.");
        }
        first = false;
        missing = size(Lines.read(in, MOST_LINE));
        if (missing == 0) {
          dropTrailers();
          return -1;
        }
      }
      var count = readOrFail(target, offset, (int) Math.min(length, missing));
      missing -= count;
      return count;
    }

    private static long size(String line) throws IOException {
      var semicolon = line.indexOf(';');
      var digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
      if (digits.isEmpty()
          || digits.length() > 15
          || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
        throw new IOException("A chunk has no size but '" + line + "'.");
      }
      return Long.parseLong(digits, 16);
    }

    private void dropTrailers() throws IOException {
      for (var i = 0; i < MOST_TRAILERS; i++) {
        if (Lines.read(in, MOST_LINE).isEmpty()) {
          return;
        }
      }
      throw new IOException("There are more than " + MOST_TRAILERS + " trailers.");
    }
  }
}
