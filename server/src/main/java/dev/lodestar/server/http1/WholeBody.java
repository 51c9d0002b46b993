package dev.lodestar.server.http1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.BodySink;
import dev.lodestar.server.exchange.Load;
import java.util.Arrays;

/// Collects the body of one request before the application is called, never more than the limit
/// allows.
sealed interface WholeBody {

  /// Takes what belongs to the body.
  ///
  /// @return `true` if the body is complete
  /// @throws HttpException if the body is malformed or too large
  boolean read(Input input);

  /// Returns the complete body.
  byte[] content();

  /// How many bytes have come.
  long received();

  /// How many bytes count as kept in memory; what is small does not.
  long kept();

  /// Returns the reader of the body that a head announces.
  ///
  /// @param limit the most bytes of the body
  /// @throws HttpException if the announced length is over the limit
  static WholeBody of(RequestHead head, long limit, ServerOptions options, Load load) {
    if (head.chunked()) {
      return new Chunked(limit, options, load);
    }
    if (head.contentLength() > limit) {
      throw HttpException.contentTooLarge(limit);
    }
    return new Fixed((int) head.contentLength(), load);
  }

  /// A body whose length was announced. Memory is taken as the bytes come, since announcing costs a
  /// client nothing.
  final class Fixed implements WholeBody {
    private static final int FIRST_SIZE = 1 << 14;

    private final int length;
    private final Load load;
    private byte[] content;
    private int received;
    private long kept;

    Fixed(int length, Load load) {
      this.length = length;
      this.load = load;
      content = new byte[Math.min(length, FIRST_SIZE)];
    }

    @Override
    public boolean read(Input input) {
      var count = Math.min(input.size(), length - received);
      if (received + count > content.length) {
        var doubled = Math.max((long) received + count, 2L * content.length);
        var size = (int) Math.min(length, doubled);
        load.keep(size - kept);
        kept = size;
        content = Arrays.copyOf(content, size);
      }
      System.arraycopy(input.bytes(), input.start(), content, received, count);
      input.consume(count);
      received += count;
      return received == length;
    }

    @Override
    public byte[] content() {
      return content;
    }

    @Override
    public long received() {
      return received;
    }

    @Override
    public long kept() {
      return kept;
    }
  }

  /// A body in chunks.
  final class Chunked implements WholeBody, BodySink {
    private static final int FIRST_SIZE = 256;
    private static final int SMALL = 1 << 14;

    private final long limit;
    private final Load load;
    private final ChunkReader chunks;
    private byte[] content = new byte[FIRST_SIZE];
    private int received;
    private long kept;

    Chunked(long limit, ServerOptions options, Load load) {
      this.limit = limit;
      this.load = load;
      chunks = new ChunkReader(this, limit, options);
    }

    @Override
    public boolean read(Input input) {
      return chunks.read(input);
    }

    @Override
    public void take(byte[] bytes, int offset, int count) {
      if (received + count > content.length) {
        var doubled = Math.max((long) received + count, 2L * content.length);
        var size = (int) Math.min(limit, doubled);
        if (size > SMALL) {
          load.keep(size - kept);
          kept = size;
        }
        content = Arrays.copyOf(content, size);
      }
      System.arraycopy(bytes, offset, content, received, count);
      received += count;
    }

    @Override
    public long received() {
      return received;
    }

    @Override
    public long kept() {
      return kept;
    }

    @Override
    public byte[] content() {
      return received == content.length ? content : Arrays.copyOf(content, received);
    }
  }
}
