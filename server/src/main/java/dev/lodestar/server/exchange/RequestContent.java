package dev.lodestar.server.exchange;

import dev.lodestar.http.HttpException;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// The body of a request of HTTP/2 or HTTP/3 on its way in: collected before the application is
/// called, or handed to a stream that the application reads meanwhile. Used on the event loop only.
public final class RequestContent {
  private final LoopContext loop;
  private final long limit;

  /// The announced length, or [StreamHead#UNKNOWN].
  private final long announced;

  /// Missing if the body is collected.
  private final @Nullable BodyStream stream;

  private final Collected collected;
  private long received;

  /// How fast it comes. The connection as a whole is looked at, too.
  private @Nullable Rate rate;

  /// Since when nothing has come of a body that is collected, or a thread has waited for bytes.
  private long silentSince;

  private boolean awaited;
  private boolean ended;

  /// Whether the client waits to be told to send the body.
  private boolean owesContinue;

  /// Creates a body of which nothing has come.
  ///
  /// @param limit the most bytes of it
  /// @throws HttpException if the announced length is over the limit
  public RequestContent(Carrier carrier, StreamHead head, long limit, @Nullable BodyStream stream) {
    if (head.contentLength() > limit) {
      throw HttpException.contentTooLarge(limit);
    }
    loop = carrier.loop();
    this.limit = limit;
    this.stream = stream;
    announced = head.contentLength();
    collected = new Collected(carrier.memory(), announced >= 0 ? announced : limit);
    owesContinue = head.continues();
    silentSince = loop.now();
  }

  /// Where the application reads it; `null` if it is collected.
  public @Nullable BodyStream stream() {
    return stream;
  }

  public boolean owesContinue() {
    return owesContinue;
  }

  public void setContinued() {
    owesContinue = false;
  }

  /// Takes what has come.
  ///
  /// @return whether it is as much as was announced, so far
  /// @throws HttpException if it is more than the limit, or than there is memory for
  public boolean take(ByteBuf in, int index, int count, boolean end) {
    owesContinue = false;
    awaited = false;
    silentSince = loop.now();
    if (announced >= 0 && (received + count > announced || (end && received + count < announced))) {
      return false;
    }
    if (received + count > limit) {
      throw HttpException.contentTooLarge(limit);
    }
    if (stream != null) {
      var bytes = loop.receiveArray(count);
      in.getBytes(index, bytes, 0, count);
      stream.take(bytes, 0, count);
    } else {
      collect(in, index, count, end);
    }
    received += count;
    ended = end;
    if (end && stream != null) {
      stream.end();
    }
    return true;
  }

  private void collect(ByteBuf in, int index, int count, boolean end) {
    in.getBytes(index, collected.room(count), collected.size(), count);
    collected.added(count);
    if (!end) {
      collected.await();
    }
  }

  /// Tells whether the server waits for bytes of it.
  public boolean isWanted() {
    return !ended && (stream == null || stream.isAwaited());
  }

  /// Returns the body, which has come whole.
  public Collected collected() {
    return collected;
  }

  /// Tells whether the body is collected and nothing has come for too long; refuses a streamed one
  /// if a thread has waited for too long.
  public boolean isTooSlow(long now, long timeout) {
    if (ended || stream == null) {
      return !ended && (now - silentSince > timeout || keepsTooMuch(now));
    }
    if (!stream.isAwaited()) {
      awaited = false;
    } else if (!awaited) {
      awaited = true;
      silentSince = now;
    } else if (now - silentSince > timeout) {
      stream.refuse(Refusals.bodyTooSlow());
    }
    return false;
  }

  private boolean keepsTooMuch(long now) {
    if (rate == null) {
      rate = loop.keptRate();
    }
    return rate.isTooSlow(now, received, loop.load().leastRate(collected.kept()));
  }

  /// Tells the reader what is wrong with the rest.
  public void refuse(HttpException reason) {
    collected.drop();
    if (stream != null) {
      stream.refuse(reason);
    }
  }

  /// Tells the reader that the rest will not come, if there is one.
  public void disconnect(String reason) {
    collected.drop();
    if (stream != null && !ended) {
      stream.disconnect(reason);
    }
  }

  /// Drops what has not been read: the request has been answered.
  public void drop() {
    collected.drop();
    if (stream != null) {
      stream.drop();
    }
  }
}
