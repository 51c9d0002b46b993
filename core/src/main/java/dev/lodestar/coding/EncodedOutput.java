package dev.lodestar.coding;

import dev.lodestar.offload.Offload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/// Compresses what is written, and passes it on. Memory is bounded by the size of a piece. What is
/// flushed can be decompressed by the client at once.
final class EncodedOutput extends OutputStream {
  /// The most bytes that are compressed in one go.
  private static final int PIECE = 1 << 16;

  /// Pieces from this size on are compressed elsewhere: it takes some 100 µs.
  static final int OFFLOADED = 1 << 13;

  /// How much of what is written bit by bit is collected until it is compressed, in one go and
  /// elsewhere: endless rows that compress well never fill the connection, so their thread would
  /// keep its carrier, and with it an event loop, for as long as it has to compress them.
  private static final int COLLECTED = 1 << 14;

  private static final int FIRST_SIZE = 256;
  private static final byte[] NONE = {};

  private final OutputStream out;
  private final Offload offload;
  private final Collected collected = new Collected();
  private final OutputStream encoder;
  private boolean released;

  /// What was written and not compressed yet: `used` bytes. Nothing while the producer waits.
  private byte[] waiting = NONE;

  private int used;

  EncodedOutput(OutputStream out, ContentCoding coding, Offload offload) throws IOException {
    this.out = out;
    this.offload = offload;
    this.encoder = coding.encoder(collected);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, content.length);
    if (length > COLLECTED - used) {
      encodeWaiting();
    }
    if (length < COLLECTED) {
      keep(content, offset, length);
      return;
    }
    for (var start = offset; start < offset + length; start += PIECE) {
      encode(content, start, Math.min(PIECE, offset + length - start));
      passOn();
    }
  }

  private void keep(byte[] content, int offset, int length) {
    if (waiting.length < used + length) {
      var larger = Math.max(used + length, Math.max(FIRST_SIZE, 2 * waiting.length));
      waiting = Arrays.copyOf(waiting, Math.min(COLLECTED, larger));
    }
    System.arraycopy(content, offset, waiting, used, length);
    used += length;
  }

  private void encodeWaiting() throws IOException {
    if (used > 0) {
      var length = used;
      used = 0;
      encode(waiting, 0, length);
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
    encodeWaiting();
    waiting = NONE;
    encoder.flush();
    passOn();
    out.flush();
  }

  /// Writes what ends the content.
  void finish() throws IOException {
    encodeWaiting();
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
