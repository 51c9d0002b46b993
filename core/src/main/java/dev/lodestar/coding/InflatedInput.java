package dev.lodestar.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Decompresses gzip (RFC 1952) and zlib (RFC 1950). Stricter than the streams of the JDK: whatever
/// follows the end is an error, and so is an end that is missing.
final class InflatedInput extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final boolean gzip;
  private final byte[] buffer = new byte[Gzip.BUFFER];
  private final CRC32 crc = new CRC32();
  private final CRC32 headerCrc = new CRC32();
  private Inflater inflater = new Inflater(true);
  private int position;
  private int limit;
  private boolean started;
  private boolean ended;

  private InflatedInput(InputStream in, boolean gzip) {
    this.in = in;
    this.gzip = gzip;
  }

  static InputStream gzip(InputStream in) {
    return new InflatedInput(in, true);
  }

  static InputStream deflate(InputStream in) {
    return new InflatedInput(in, false);
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
    if (!started) {
      started = true;
      start();
    }
    while (!ended) {
      var count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        finish();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("it needs a dictionary");
      } else {
        refill();
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException malformed) {
      throw new ZipException(Objects.requireNonNullElse(malformed.getMessage(), "it is malformed"));
    }
  }

  private void start() throws IOException {
    if (gzip) {
      readHeader();
    } else if (isZlib()) {
      inflater.end();
      inflater = new Inflater(false);
    }
    handOver();
  }

  /// The frame of zlib starts with a method of 8, and its first two bytes are divisible by 31.
  private boolean isZlib() throws IOException {
    fill();
    if (limit == 1) {
      var more = in.read(buffer, 1, buffer.length - 1);
      limit += Math.max(more, 0);
    }
    return limit > 1
        && (buffer[0] & 0x0F) == 8
        && (((buffer[0] & 0xFF) << 8) | (buffer[1] & 0xFF)) % 31 == 0;
  }

  private void handOver() {
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  private void refill() throws IOException {
    fill();
    handOver();
  }

  private void fill() throws IOException {
    var count = in.read(buffer);
    if (count < 0) {
      throw new EOFException("it ends too early");
    }
    position = 0;
    limit = count;
  }

  /// One member has ended; another one may follow in gzip, and nothing else.
  private void finish() throws IOException {
    position = limit - inflater.getRemaining();
    if (gzip) {
      var sum = fourBytes();
      var size = fourBytes();
      if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
        throw new ZipException("its checksum is wrong");
      }
    }
    if (isAtEnd()) {
      ended = true;
      return;
    }
    if (!gzip) {
      throw new ZipException("something follows its end");
    }
    inflater.reset();
    crc.reset();
    readHeader();
    handOver();
  }

  private boolean isAtEnd() throws IOException {
    if (position < limit) {
      return false;
    }
    var count = in.read(buffer);
    position = 0;
    limit = Math.max(count, 0);
    return count < 0;
  }

  private void readHeader() throws IOException {
    headerCrc.reset();
    if (headerByte() != 0x1F || headerByte() != 0x8B || headerByte() != 8) {
      throw new ZipException("it does not start like gzip");
    }
    var flags = headerByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("its header has unknown flags");
    }
    for (var i = 0; i < 6; i++) {
      headerByte();
    }
    if ((flags & EXTRA) != 0) {
      var length = headerByte() | headerByte() << 8;
      for (var i = 0; i < length; i++) {
        headerByte();
      }
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      var expected = headerCrc.getValue() & 0xFFFF;
      if ((headerByte() | headerByte() << 8) != expected) {
        throw new ZipException("the checksum of its header is wrong");
      }
    }
  }

  private void skipText() throws IOException {
    while (headerByte() != 0) {
      // up to the zero that ends it
    }
  }

  private int headerByte() throws IOException {
    var value = nextByte();
    headerCrc.update(value);
    return value;
  }

  private long fourBytes() throws IOException {
    return nextByte() | (long) nextByte() << 8 | (long) nextByte() << 16 | (long) nextByte() << 24;
  }

  private int nextByte() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xFF;
  }

  @Override
  public void close() {
    ended = true;
    inflater.end();
  }
}
