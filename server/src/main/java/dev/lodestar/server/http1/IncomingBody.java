package dev.lodestar.server.http1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.BodyStream;
import dev.lodestar.server.exchange.Carrier;
import dev.lodestar.server.exchange.Rate;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.http1.RequestHead.Expectation;
import org.jspecify.annotations.Nullable;

/// The body of a request that the application reads while it arrives, as the event loop sees it.
/// Used on the event loop only.
final class IncomingBody {
  /// The most bytes of a body nobody reads that are received after the response, so that the
  /// connection can be kept.
  static final int MOST_DRAINED = 1 << 18;

  private enum State {
    COMING,
    ENDED,
    FAILED
  }

  private final BodyStream stream;

  /// Missing if the length was announced.
  private final @Nullable ChunkReader chunks;

  /// How much of the announced length has not come.
  private long missing;

  private State state = State.COMING;
  private boolean owesContinue;

  /// Whether the response has been written, so that nobody reads any more.
  private boolean drained;

  private long drainedBytes;

  /// Since when a thread has waited for bytes, as far as ticks have seen.
  private long awaitedSince;

  private boolean awaited;
  private long received;
  private final Rate rate;

  private IncomingBody(Carrier carrier, RequestHead head, long limit, ServerOptions options) {
    owesContinue = head.expectation() == Expectation.CONTINUE;
    stream = new BodyStream(carrier, owesContinue);
    chunks = head.chunked() ? new ChunkReader(stream, limit, options) : null;
    missing = head.contentLength();
    rate = carrier.loop().bodyRate();
  }

  /// Returns the body that a head announces.
  ///
  /// @param limit the most bytes of the body
  /// @throws HttpException if the announced length is over the limit
  static IncomingBody of(Carrier carrier, RequestHead head, long limit, ServerOptions options) {
    if (head.contentLength() > limit) {
      throw HttpException.contentTooLarge(limit);
    }
    return new IncomingBody(carrier, head, limit, options);
  }

  BodyStream stream() {
    return stream;
  }

  /// Takes what belongs to the body, and drops the rest of one that is malformed or too large.
  void receive(Input input) {
    if (state == State.COMING && !input.isEmpty()) {
      var before = input.size();
      awaited = false;
      owesContinue = false;
      try {
        if (chunks == null ? readAnnounced(input) : chunks.read(input)) {
          state = State.ENDED;
          stream.end();
        }
      } catch (HttpException refusal) {
        refuse(refusal);
      }
      received += before - input.size();
      if (drained) {
        drainedBytes += before - input.size();
      }
    }
    if (state == State.FAILED) {
      input.clear();
    }
  }

  private boolean readAnnounced(Input input) {
    var count = (int) Math.min(input.size(), missing);
    stream.take(input.bytes(), input.start(), count);
    input.consume(count);
    missing -= count;
    return missing == 0;
  }

  /// Tells whether the client waits to be told to send the body.
  boolean owesContinue() {
    return owesContinue;
  }

  /// Takes note that the client is told.
  void setContinued() {
    owesContinue = false;
  }

  boolean hasEnded() {
    return state == State.ENDED;
  }

  boolean hasFailed() {
    return state == State.FAILED;
  }

  /// Tells whether no more should be received for now.
  boolean isFull() {
    return state == State.COMING && stream.isFull();
  }

  /// Tells whether what has not come yet is so little that the connection can be kept without it
  /// being read. Of chunks nobody knows, so it is tried.
  boolean isDrainable() {
    return switch (state) {
      case ENDED -> true;
      case FAILED -> false;
      case COMING -> !owesContinue && rest() <= MOST_DRAINED - drainedBytes;
    };
  }

  private long rest() {
    return chunks == null ? missing : chunks.missing();
  }

  /// Drops what has not been read, and from now on what comes.
  void drain() {
    drained = true;
    stream.drop();
  }

  void refuse(HttpException refusal) {
    state = State.FAILED;
    stream.refuse(refusal);
  }

  /// Tells the reader that the client has gone, unless the body has come to its end.
  void disconnect() {
    if (state == State.COMING) {
      state = State.FAILED;
      stream.disconnect("The client closed the connection before the end of the body.");
    }
  }

  /// Refuses the body if a thread has waited for the next bytes of it for too long.
  void tick(long now, long timeout) {
    if (state != State.COMING || !stream.isAwaited() || owesContinue) {
      awaited = false;
      rate.pause();
    } else if (rate.isTooSlow(now, received)) {
      refuse(Refusals.bodyTooSlow());
    } else if (!awaited) {
      awaited = true;
      awaitedSince = now;
    } else if (now - awaitedSince > timeout) {
      refuse(Refusals.bodyTooSlow());
    }
  }
}
