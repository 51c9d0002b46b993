package dev.lodestar.server.exchange;

import dev.lodestar.http.ClientDisconnectedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where a handler writes a response that is produced while it is sent. Collects small writes into
/// chunks, hands chunks to the event loop, and blocks the writing thread while more than a little
/// is on its way to a slow client. Has no memory of its own while nothing waits to be flushed.
public final class StreamOutput extends OutputStream {
  private static final byte[] NONE = {};
  private static final int FIRST_SIZE = 256;
  private static final int BUFFER_SIZE = 8192;
  private static final int MOST_ON_THE_WAY = 1 << 16;

  private final Carrier carrier;
  private final Exchange exchange;
  private final Framing framing;
  private final AtomicInteger onTheWay = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  private volatile boolean clientGone;

  /// Who produces the content, while it does. Guarded by this object, as is `interrupted`.
  private @Nullable Thread producer;

  /// Whether the producer has been interrupted because the client has gone.
  private boolean interrupted;

  /// Has room for a chunk's size line before what was written, and for its end behind.
  private byte[] buffer = NONE;

  private int used;

  /// How many bytes of the announced length have not been written.
  private long missing;

  /// Whether something was sent since the writer flushed last.
  private boolean insideOfFlush;

  private boolean closed;

  /// Creates an output.
  ///
  /// @param length the announced length, if that is the framing
  StreamOutput(Carrier carrier, Exchange exchange, Framing framing, long length) {
    this.carrier = carrier;
    this.exchange = exchange;
    this.framing = framing;
    missing = length;
  }

  boolean clientGone() {
    return clientGone;
  }

  /// Takes note of the current thread as the producer, which is interrupted if the client goes.
  synchronized void begin() {
    producer = Thread.currentThread();
  }

  /// Takes note that the producer is done, and takes an interruption back.
  synchronized void leave() {
    producer = null;
    takeInterruptionBack();
  }

  private void takeInterruptionBack() {
    if (interrupted) {
      interrupted = false;
      var _ = Thread.interrupted();
    }
  }

  @Override
  public void write(int b) throws IOException {
    checkOpen();
    count(1);
    ensure(1);
    buffer[Chunks.SIZE_LINE + used++] = (byte) b;
    if (used == BUFFER_SIZE) {
      sendBuffer(false);
    }
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    checkOpen();
    count(length);
    var from = offset;
    var rest = length;
    while (rest > 0) {
      var count = Math.min(rest, BUFFER_SIZE - used);
      ensure(count);
      System.arraycopy(source, from, buffer, Chunks.SIZE_LINE + used, count);
      used += count;
      from += count;
      rest -= count;
      if (used == BUFFER_SIZE) {
        sendBuffer(false);
      }
    }
  }

  private void count(int length) throws IOException {
    if (framing == Framing.LENGTH) {
      missing -= length;
      if (missing < 0) {
        throw tooMuch();
      }
    }
  }

  private static IOException tooMuch() {
    return new IOException("More was written than the announced length of the response.");
  }

  private void ensure(int count) {
    var needed = Chunks.SIZE_LINE + used + count + Chunks.END;
    if (buffer.length < needed) {
      var larger = Math.max(needed, Math.max(FIRST_SIZE, 2 * buffer.length));
      var most = Chunks.SIZE_LINE + BUFFER_SIZE + Chunks.END;
      buffer = Arrays.copyOf(buffer, Math.min(most, larger));
    }
  }

  /// Sends what was written. An empty chunk would end the response, so nothing is sent for nothing.
  @Override
  public void flush() throws IOException {
    checkOpen();
    if (used > 0) {
      sendBuffer(true);
    } else if (insideOfFlush) {
      insideOfFlush = false;
      onEventLoop(() -> carrier.reachBoundary(exchange));
    }
  }

  private void sendBuffer(boolean flushed) throws IOException {
    var chunk = buffer;
    var length = used;
    buffer = NONE;
    used = 0;
    insideOfFlush = !flushed;
    if (framing == Framing.CHUNKED) {
      var start = Chunks.frame(chunk, length);
      send(chunk, start, Chunks.SIZE_LINE + length + Chunks.END - start, flushed);
    } else {
      send(chunk, Chunks.SIZE_LINE, length, flushed);
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
  ///
  /// @throws IOException also if not as much was written as was announced
  void finish() throws IOException {
    close();
    if (framing == Framing.CHUNKED) {
      // Not a place for a heartbeat: nothing may follow.
      send(Chunks.last(), 0, Chunks.last().length, false);
    } else if (framing == Framing.LENGTH && missing != 0) {
      throw missing < 0
          ? tooMuch()
          : new IOException(
              "The response ended " + missing + " bytes before its announced length.");
    }
  }

  private void send(byte[] bytes, int offset, int length, boolean flushed) throws IOException {
    awaitRoom();
    onTheWay.addAndGet(length);
    onEventLoop(() -> carrier.writeStream(exchange, this, bytes, offset, length, flushed));
  }

  private void onEventLoop(Runnable task) throws IOException {
    try {
      carrier.execute(task);
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
        if (Thread.currentThread().isInterrupted() && !clientGone) {
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

  /// Who is told by an exception need not be interrupted: what it does on its way out may block.
  private void checkClient() throws IOException {
    if (clientGone) {
      synchronized (this) {
        if (Thread.currentThread() == producer) {
          takeInterruptionBack();
        }
      }
      throw new ClientDisconnectedException("The client has closed the connection.");
    }
  }

  /// Takes note that bytes have reached the socket. Called on the event loop.
  public void sent(int count) {
    if (onTheWay.addAndGet(-count) <= MOST_ON_THE_WAY / 2) {
      LockSupport.unpark(waiting);
    }
  }

  /// Takes note that nothing can be sent any more. Called on the event loop.
  public void abandon() {
    synchronized (this) {
      if (clientGone) {
        return;
      }
      clientGone = true;
      if (producer != null) {
        interrupted = true;
        producer.interrupt();
      }
    }
    LockSupport.unpark(waiting);
  }
}
