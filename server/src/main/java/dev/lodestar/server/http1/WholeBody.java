package dev.lodestar.server.http1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.BodySink;
import dev.lodestar.server.exchange.Collected;
import dev.lodestar.server.exchange.Load;

/// Collects the body of one request before the application is called, never more than the limit
/// allows.
sealed interface WholeBody {

  /// Takes what belongs to the body.
  ///
  /// @return `true` if the body is complete
  /// @throws HttpException if the body is malformed or too large
  boolean read(Input input);

  /// What has come.
  Collected collected();

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

  /// A body whose length was announced.
  final class Fixed implements WholeBody {
    private final int length;
    private final Collected collected;

    Fixed(int length, Load load) {
      this.length = length;
      collected = new Collected(load, length);
    }

    @Override
    public boolean read(Input input) {
      var count = Math.min(input.size(), length - collected.size());
      var room = collected.room(count);
      System.arraycopy(input.bytes(), input.start(), room, collected.size(), count);
      collected.added(count);
      input.consume(count);
      if (collected.size() < length) {
        collected.await();
        return false;
      }
      return true;
    }

    @Override
    public Collected collected() {
      return collected;
    }
  }

  /// A body in chunks.
  final class Chunked implements WholeBody, BodySink {
    private final Collected collected;
    private final ChunkReader chunks;

    Chunked(long limit, ServerOptions options, Load load) {
      collected = new Collected(load, limit);
      chunks = new ChunkReader(this, limit, options);
    }

    @Override
    public boolean read(Input input) {
      var complete = chunks.read(input);
      if (!complete) {
        collected.await();
      }
      return complete;
    }

    @Override
    public void take(byte[] bytes, int offset, int count) {
      System.arraycopy(bytes, offset, collected.room(count), collected.size(), count);
      collected.added(count);
    }

    @Override
    public Collected collected() {
      return collected;
    }
  }
}
