package dev.lodestar.test;

import dev.lodestar.http.ClientDisconnectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Content on its way from one thread to another, a limited part of it at a time. What was written
/// may be read at once; whoever reads no more is a client that has gone.
final class Pipe {
  private static final int CAPACITY = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring = new byte[CAPACITY];
  private int start;
  private int size;
  private boolean ended;
  private @Nullable Throwable failure;
  private boolean abandoned;

  private final OutputStream out =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
          Objects.checkFromIndexSize(offset, length, source.length);
          put(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
          checkClient();
        }
      };

  private final InputStream in =
      new InputStream() {
        @Override
        public int read() throws IOException {
          var one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          Objects.checkFromIndexSize(offset, length, target.length);
          return length == 0 ? 0 : take(target, offset, length);
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

        @Override
        public void close() {
          abandon();
        }
      };

  OutputStream out() {
    return out;
  }

  InputStream in() {
    return in;
  }

  /// Says that nothing follows, or that the content has broken off.
  void end(@Nullable Throwable failure) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        this.failure = failure;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void abandon() {
    lock.lock();
    try {
      abandoned = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void checkClient() throws IOException {
    lock.lock();
    try {
      checkNotAbandoned();
    } finally {
      lock.unlock();
    }
  }

  private void checkNotAbandoned() throws IOException {
    if (abandoned) {
      throw new ClientDisconnectedException("The test client has closed the response.");
    }
  }

  private void put(byte[] source, int offset, int length) throws IOException {
    lock.lock();
    try {
      var from = offset;
      var left = length;
      while (left > 0) {
        while (size == CAPACITY && !abandoned) {
          await();
        }
        checkNotAbandoned();
        var end = (start + size) % CAPACITY;
        var count = Math.min(left, Math.min(CAPACITY - size, CAPACITY - end));
        System.arraycopy(source, from, ring, end, count);
        from += count;
        left -= count;
        size += count;
        changed.signalAll();
      }
      checkNotAbandoned();
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] target, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (size == 0 && !ended && !abandoned) {
        await();
      }
      if (abandoned) {
        throw new IOException("The response has been closed.");
      }
      if (size == 0) {
        if (failure != null) {
          throw new IOException("The response broke off.", failure);
        }
        return -1;
      }
      var count = Math.min(length, Math.min(size, CAPACITY - start));
      System.arraycopy(ring, start, target, offset, count);
      start = (start + count) % CAPACITY;
      size -= count;
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the callers have the loops
  private void await() throws InterruptedIOException {
    try {
      changed.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The thread was interrupted while the other was slow.");
    }
  }
}
