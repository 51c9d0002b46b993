package dev.lodestar.brotli;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Decompresses Brotli. Unlike the stream of the library it passes on what it has before it waits
/// for more, and takes nothing after the end.
final class BrotliInput extends InputStream {
  private static final int PIECE = 1 << 13;

  private final InputStream in;
  private final byte[] piece = new byte[PIECE];
  private final DecoderJNI.Wrapper decoder = new DecoderJNI.Wrapper(PIECE);
  private ByteBuffer output = ByteBuffer.allocate(0);
  private boolean ended;

  /// Whether output was taken since the decoder last worked.
  private boolean stalled;

  BrotliInput(InputStream in) throws IOException {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (!output.hasRemaining()) {
      if (ended || !advance()) {
        return -1;
      }
    }
    var count = Math.min(length, output.remaining());
    output.get(target, offset, count);
    return count;
  }

  /// Takes one step.
  ///
  /// @return `false` at the end
  private boolean advance() throws IOException {
    if (decoder.hasOutput()) {
      pull();
      return true;
    }
    return switch (decoder.getStatus()) {
      case NEEDS_MORE_OUTPUT -> {
        pull();
        yield true;
      }
      case NEEDS_MORE_INPUT -> {
        goOn();
        yield true;
      }
      case OK -> {
        decoder.push(0);
        yield true;
      }
      case DONE -> {
        if (in.read() >= 0) {
          throw new IOException("something follows its end");
        }
        yield false;
      }
      case ERROR -> throw new IOException("it is malformed");
    };
  }

  private void pull() {
    output = decoder.pull();
    stalled = true;
  }

  /// A full window stops the decoder too, and it says that it needs input although it has some
  /// left: what was pulled lets it go on.
  private void goOn() throws IOException {
    if (stalled) {
      stalled = false;
      decoder.push(0);
    } else {
      fill();
    }
  }

  private void fill() throws IOException {
    var count = in.read(piece);
    if (count < 0) {
      throw new EOFException("it ends too early");
    }
    decoder.getInputBuffer().clear().put(piece, 0, count);
    decoder.push(count);
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      output = ByteBuffer.allocate(0);
      decoder.destroy();
    }
  }
}
