package dev.lodestar.server.exchange;

import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where a handler reads a body that arrives meanwhile. The event loop puts bytes in, and stops
/// receiving while a window full of them waits; the reading thread takes them out, and blocks while
/// there are none. Thread-safe.
public final class BodyStream extends InputStream implements BodySink {
  /// How many bytes may wait for the reader before the event loop stops receiving.
  public static final int WINDOW = 1 << 18;

  /// A body whose length is announced and not above this is received whole before the application
  /// is called.
  public static final int MOST_WHOLE = 1 << 16;

  private static final byte[] NONE = {};
  private static final int FIRST_SIZE = 1 << 13;

  private final Carrier carrier;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Holds what waits: `size` bytes from `start` on, and on from its beginning.
  private byte[] ring = NONE;

  private int start;
  private int size;
  private boolean ended;

  /// What is wrong with the body, or that nothing more of it comes; told after what has come.
  private @Nullable HttpException refusal;

  private @Nullable String disconnection;
  private boolean closed;

  /// Whether the event loop wants to be told when a thread waits for the first byte, since the
  /// client waits to be told to send the body.
  private boolean awaitsContinue;

  private boolean readerWaits;

  /// How many bytes may wait when the event loop is to be told so; -1 if it is not.
  private int mark = -1;

  /// Creates a stream.
  ///
  /// @param awaitsContinue whether the client waits to be told to send the body
  public BodyStream(Carrier carrier, boolean awaitsContinue) {
    this.carrier = carrier;
    this.awaitsContinue = awaitsContinue;
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
    int count;
    boolean resumes;
    lock.lock();
    try {
      awaitContent();
      if (size == 0) {
        return -1;
      }
      count = Math.min(length, size);
      remove(target, offset, count);
      resumes = size <= mark;
      if (resumes) {
        mark = -1;
      }
    } finally {
      lock.unlock();
    }
    if (resumes) {
      onEventLoop(carrier::receiveOn);
    }
    return count;
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  private void awaitContent() throws IOException {
    try {
      while (size == 0 && !ended) {
        checkUsable();
        if (awaitsContinue) {
          awaitsContinue = false;
          onEventLoop(carrier::continueBody);
        }
        readerWaits = true;
        changed.await();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The thread was interrupted while it read the body.");
    } finally {
      readerWaits = false;
    }
  }

  private void checkUsable() throws IOException {
    if (closed) {
      throw new IOException("The request is over; its body cannot be read any more.");
    }
    if (refusal != null) {
      throw refusal;
    }
    if (disconnection != null) {
      throw new ClientDisconnectedException(disconnection);
    }
  }

  private void onEventLoop(Runnable task) {
    try {
      carrier.execute(task);
    } catch (RejectedExecutionException serverStopped) {
      disconnect("The server has been stopped.");
    }
  }

  private void remove(byte[] target, int offset, int count) {
    var first = Math.min(count, ring.length - start);
    System.arraycopy(ring, start, target, offset, first);
    System.arraycopy(ring, 0, target, offset + first, count - first);
    start = start + count == ring.length ? 0 : (start + count) % ring.length;
    size -= count;
  }

  /// Puts in what has arrived. Called on the event loop.
  @Override
  public void take(byte[] bytes, int offset, int count) {
    lock.lock();
    try {
      awaitsContinue = false;
      if (closed || count == 0) {
        return;
      }
      if (ring.length < size + count) {
        grow(size + count);
      }
      var end = (start + size) % ring.length;
      var first = Math.min(count, ring.length - end);
      System.arraycopy(bytes, offset, ring, end, first);
      System.arraycopy(bytes, offset + first, ring, 0, count - first);
      size += count;
      wake();
    } finally {
      lock.unlock();
    }
  }

  private void grow(int needed) {
    var larger = new byte[Math.max(needed, Math.max(FIRST_SIZE, 2 * ring.length))];
    var waiting = size;
    if (waiting > 0) {
      remove(larger, 0, waiting);
    }
    ring = larger;
    start = 0;
    size = waiting;
  }

  private void wake() {
    readerWaits = false;
    changed.signalAll();
  }

  /// Tells whether no more should be received until the reader has taken something, and has the
  /// event loop told then. Called on the event loop.
  public boolean isFull() {
    lock.lock();
    try {
      var full = size >= WINDOW;
      mark = full ? WINDOW / 2 : -1;
      return full;
    } finally {
      lock.unlock();
    }
  }

  /// Has the event loop told when no more than some bytes wait for the reader. Called on the event
  /// loop.
  ///
  /// @return `true` if that is so already, and nobody is told
  public boolean callsAt(int waiting) {
    lock.lock();
    try {
      if (size <= waiting) {
        return true;
      }
      mark = waiting;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Tells whether a thread waits for bytes.
  public boolean isAwaited() {
    lock.lock();
    try {
      return readerWaits;
    } finally {
      lock.unlock();
    }
  }

  /// Takes note that the body is complete.
  public void end() {
    lock.lock();
    try {
      ended = true;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /// Takes note of what is wrong with the body.
  public void refuse(HttpException reason) {
    lock.lock();
    try {
      refusal = reason;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /// Takes note that the client has gone.
  public void disconnect(String reason) {
    lock.lock();
    try {
      disconnection = reason;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /// Drops what waits, and what still comes: the request has been answered.
  public void drop() {
    lock.lock();
    try {
      if (!ended || size > 0) {
        closed = true;
        ended = false;
        ring = NONE;
        start = 0;
        size = 0;
        wake();
      }
    } finally {
      lock.unlock();
    }
  }
}
