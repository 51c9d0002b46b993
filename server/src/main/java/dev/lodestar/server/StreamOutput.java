package dev.lodestar.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where a handler writes a response that is produced while it is sent. Collects small writes into
/// chunks, hands chunks to the event loop, and blocks the writing thread while more than a little
/// is on its way to a slow client.
final class StreamOutput extends OutputStream {
  private static final int BUFFER_SIZE = 8192;
  private static final int MOST_ON_THE_WAY = 1 << 16;

  /// Room for the size line of the largest chunk, which is one buffer.
  private static final int SIZE_LINE = 6;

  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final HttpConnection connection;
  private final Exchange exchange;
  private final boolean chunked;
  private final AtomicInteger onTheWay = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  private volatile boolean clientGone;
  private byte[] buffer = new byte[SIZE_LINE + BUFFER_SIZE + 2];
  private int used;
  private boolean closed;

  StreamOutput(HttpConnection connection, Exchange exchange, boolean chunked) {
    this.connection = connection;
    this.exchange = exchange;
    this.chunked = chunked;
  }

  boolean clientGone() {
    return clientGone;
  }

  @Override
  public void write(int b) throws IOException {
    checkOpen();
    buffer[SIZE_LINE + used++] = (byte) b;
    if (used == BUFFER_SIZE) {
      flush();
    }
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    checkOpen();
    var from = offset;
    var missing = length;
    while (missing > 0) {
      var count = Math.min(missing, BUFFER_SIZE - used);
      System.arraycopy(source, from, buffer, SIZE_LINE + used, count);
      used += count;
      from += count;
      missing -= count;
      if (used == BUFFER_SIZE) {
        flush();
      }
    }
  }

  /// Sends what was written. An empty chunk would end the response, so nothing is sent for nothing.
  @Override
  public void flush() throws IOException {
    checkOpen();
    if (used == 0) {
      return;
    }
    var start = SIZE_LINE;
    var end = SIZE_LINE + used;
    if (chunked) {
      start = sizeLine();
      buffer[end++] = '\r';
      buffer[end++] = '\n';
    }
    var small = used <= BUFFER_SIZE / 4;
    used = 0;
    if (small) {
      send(Arrays.copyOfRange(buffer, start, end), 0, end - start);
    } else {
      var sent = buffer;
      buffer = new byte[SIZE_LINE + BUFFER_SIZE + 2];
      send(sent, start, end - start);
    }
  }

  /// Sends the rest. The end of the response is not for the writer to send: it may close this in a
  /// `finally` block on its way out with an exception.
  @Override
  public void close() throws IOException {
    if (!closed) {
      flush();
      closed = true;
    }
  }

  /// Sends the rest and the end of the response.
  void finish() throws IOException {
    close();
    if (chunked) {
      send(LAST_CHUNK, 0, LAST_CHUNK.length);
    }
  }

  /// Writes the size line before the content and returns where it starts.
  private int sizeLine() {
    var position = SIZE_LINE;
    buffer[--position] = '\n';
    buffer[--position] = '\r';
    var rest = used;
    do {
      buffer[--position] = (byte) Character.forDigit(rest & 15, 16);
      rest >>= 4;
    } while (rest > 0);
    return position;
  }

  private void send(byte[] bytes, int offset, int length) throws IOException {
    awaitRoom();
    onTheWay.addAndGet(length);
    try {
      connection
          .loop()
          .execute(() -> connection.writeStream(exchange, this, bytes, offset, length));
    } catch (RejectedExecutionException serverStopped) {
      clientGone = true;
      checkClient();
    }
  }

  private void awaitRoom() throws IOException {
    if (onTheWay.get() > MOST_ON_THE_WAY) {
      waiting = Thread.currentThread();
      while (onTheWay.get() > MOST_ON_THE_WAY / 2 && !clientGone) {
        LockSupport.park(this);
        if (Thread.currentThread().isInterrupted()) {
          waiting = null;
          throw new InterruptedIOException("The thread was interrupted while the client was slow.");
        }
      }
      waiting = null;
    }
    checkClient();
  }

  private void checkOpen() throws IOException {
    checkClient();
    if (closed) {
      throw new IOException("The response has been closed.");
    }
  }

  private void checkClient() throws IOException {
    if (clientGone) {
      throw new IOException("The client has closed the connection.");
    }
  }

  /// Takes note that bytes have reached the socket. Called on the event loop.
  void sent(int count) {
    if (onTheWay.addAndGet(-count) <= MOST_ON_THE_WAY / 2) {
      LockSupport.unpark(waiting);
    }
  }

  /// Takes note that nothing can be sent any more. Called on the event loop.
  void abandon() {
    clientGone = true;
    LockSupport.unpark(waiting);
  }
}
