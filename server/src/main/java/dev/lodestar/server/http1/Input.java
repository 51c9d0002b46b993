package dev.lodestar.server.http1;

import dev.lodestar.server.exchange.LoopContext;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The bytes of one connection that have been received and not consumed yet. Used on the event loop
/// only.
///
/// While everything that arrives is consumed at once, which is the rule, the bytes lie in an array
/// that all connections of the event loop share; only a rest gets an array of its own.
final class Input {
  private static final byte[] NONE = new byte[0];
  private static final int MOST_DROPPED = 1 << 23;

  private byte[] bytes = NONE;
  private int start;
  private int end;
  private boolean borrowed;
  private int dropped;

  /// The array in which the bytes lie, from [#start()] to [#end()].
  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int size() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  /// Tells whether this is the beginning of a handshake of TLS, which no request line is.
  boolean startsWithTls() {
    return size() >= 2 && bytes[start] == 22 && bytes[start + 1] == 3;
  }

  void consume(int count) {
    start += count;
  }

  void clear() {
    start = end;
  }

  /// Takes everything out.
  byte[] take() {
    var taken = Arrays.copyOfRange(bytes, start, end);
    start = end;
    return taken;
  }

  /// Counts bytes that nobody wants any more.
  void drop(ByteBuf data) {
    dropped += data.readableBytes();
  }

  /// Tells whether a client has sent so much for nothing that the rest is not even received.
  boolean hasDroppedEnough() {
    return dropped > MOST_DROPPED;
  }

  void append(ByteBuf data, LoopContext loop) {
    var count = data.readableBytes();
    if (isEmpty()) {
      bytes = loop.receiveArray(count);
      borrowed = true;
      start = 0;
      end = 0;
    } else if (bytes.length - end < count) {
      var size = size();
      var larger = new byte[Math.max(size + count, Math.min(2 * size, size + (1 << 16)))];
      System.arraycopy(bytes, start, larger, 0, size);
      bytes = larger;
      start = 0;
      end = size;
    }
    data.readBytes(bytes, end, count);
    end += count;
  }

  /// Gives the shared array back; to be called before the event loop turns to another connection.
  void settle() {
    if (isEmpty()) {
      bytes = NONE;
      start = 0;
      end = 0;
    } else if (borrowed) {
      bytes = Arrays.copyOfRange(bytes, start, end);
      end -= start;
      start = 0;
    }
    borrowed = false;
  }
}
