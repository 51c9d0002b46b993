package dev.lodestar.server.exchange;

import dev.lodestar.http.HttpException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The body of a request of HTTP/2 or HTTP/3 on its way in: collected before the application is
/// called, or handed to a stream that the application reads meanwhile. Used on the event loop only.
public final class RequestContent {
  private static final byte[] NONE = {};
  private static final int FIRST_SIZE = 1 << 12;

  private final LoopContext loop;
  private final long limit;

  /// The announced length, or [StreamHead#UNKNOWN].
  private final long announced;

  /// Missing if the body is collected.
  private final @Nullable BodyStream stream;

  private byte[] collected = NONE;
  private long received;

  /// How many bytes count as kept in memory.
  private long kept;

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
  public RequestContent(
      LoopContext loop, StreamHead head, long limit, @Nullable BodyStream stream) {
    if (head.contentLength() > limit) {
      throw HttpException.contentTooLarge(limit);
    }
    this.loop = loop;
    this.limit = limit;
    this.stream = stream;
    announced = head.contentLength();
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
  /// @throws HttpException if it is more than the limit
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
      collect(in, index, count);
    }
    received += count;
    ended = end;
    if (end && stream != null) {
      stream.end();
    }
    return true;
  }

  private void collect(ByteBuf in, int index, int count) {
    var needed = (int) received + count;
    if (needed > collected.length) {
      var doubled = Math.max(Math.max(needed, FIRST_SIZE), 2L * collected.length);
      var most = announced >= 0 ? Math.min(announced, limit) : limit;
      var size = (int) Math.max(needed, Math.min(most, doubled));
      loop.load().keep(size - kept);
      kept = size;
      collected = Arrays.copyOf(collected, size);
    }
    in.getBytes(index, collected, (int) received, count);
  }

  /// Hands over the count of what is kept in memory.
  public long takeKept() {
    var taken = kept;
    kept = 0;
    return taken;
  }

  /// Tells whether the server waits for bytes of it.
  public boolean isWanted() {
    return !ended && (stream == null || stream.isAwaited());
  }

  /// Returns the whole body.
  public byte[] content() {
    return received == collected.length ? collected : Arrays.copyOf(collected, (int) received);
  }

  /// Tells whether the body is collected and nothing has come for too long; refuses a streamed one
  /// if a thread has waited for too long.
  public boolean isTooSlow(long now, long timeout) {
    if (ended || stream == null) {
      return !ended && now - silentSince > timeout;
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

  /// Tells the reader what is wrong with the rest.
  public void refuse(HttpException reason) {
    loop.load().letGo(takeKept());
    if (stream != null) {
      stream.refuse(reason);
    }
  }

  /// Tells the reader that the rest will not come, if there is one.
  public void disconnect(String reason) {
    loop.load().letGo(takeKept());
    if (stream != null && !ended) {
      stream.disconnect(reason);
    }
  }

  /// Drops what has not been read: the request has been answered.
  public void drop() {
    collected = NONE;
    loop.load().letGo(takeKept());
    if (stream != null) {
      stream.drop();
    }
  }
}
