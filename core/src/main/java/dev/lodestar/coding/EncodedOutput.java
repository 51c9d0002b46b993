package dev.lodestar.coding;

import dev.lodestar.offload.Offload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// Compresses what is written, and passes it on. Memory is bounded by the size of a piece. What is
/// flushed can be decompressed by the client at once.
final class EncodedOutput extends OutputStream {
  /// The most bytes that are compressed in one go.
  private static final int PIECE = 1 << 16;

  /// Pieces from this size on are compressed elsewhere: it takes some 100 µs.
  static final int OFFLOADED = 1 << 13;

  private final OutputStream out;
  private final Offload offload;
  private final Collected collected = new Collected();
  private final OutputStream encoder;
  private boolean released;

  EncodedOutput(OutputStream out, ContentCoding coding, Offload offload) throws IOException {
    this.out = out;
    this.offload = offload;
    this.encoder = coding.encoder(collected);
  }

  @Override
  public void write(int b) throws IOException {
    encoder.write(b);
    passOn();
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, content.length);
    for (var start = offset; start < offset + length; start += PIECE) {
      encode(content, start, Math.min(PIECE, offset + length - start));
      passOn();
    }
  }

  private void encode(byte[] content, int offset, int length) throws IOException {
    if (length < OFFLOADED) {
      encoder.write(content, offset, length);
      return;
    }
    offload.run(() -> {
      encoder.write(content, offset, length);
      return true;
    });
  }

  @Override
  public void flush() throws IOException {
    encoder.flush();
    passOn();
    out.flush();
  }

  /// Writes what ends the content.
  void finish() throws IOException {
    released = true;
    encoder.close();
    passOn();
  }

  /// Releases the encoder, whether the content has ended or broke off. What is written then goes
  /// nowhere.
  void release() throws IOException {
    if (!released) {
      released = true;
      encoder.close();
    }
  }

  private void passOn() throws IOException {
    if (collected.size() > 0) {
      collected.writeTo(out);
      collected.reset();
    }
  }

  /// Does not copy when it is written.
  private static final class Collected extends ByteArrayOutputStream {
    Collected() {
      super(Gzip.BUFFER);
    }
  }
}
