package dev.lodestar.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The content of a request that arrives while it is read: handed out once as it comes, or
/// collected once and kept. Thread-safe.
final class ArrivingBody {
  private static final int FIRST_SIZE = 1 << 13;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final InputStream source;
  private final long announced;
  private final long mostCollected;

  /// Held while the source is read.
  private final ReentrantLock lock = new ReentrantLock();

  private volatile byte @Nullable [] collected;

  /// Why the content could not be collected. It is partly consumed then.
  private @Nullable RuntimeException failure;

  private boolean taken;

  /// The first byte, if it was read to see whether there is one and nobody has got it yet.
  private int peeked = -1;

  /// How many bytes have come out of the source.
  private volatile long count;

  private volatile boolean ended;

  ArrivingBody(InputStream source, long announced, long mostCollected) {
    this.source = source;
    this.announced = announced;
    this.mostCollected = Math.min(mostCollected, LARGEST_ARRAY);
  }

  long length() {
    if (announced != RequestBody.UNKNOWN_LENGTH) {
      return announced;
    }
    return ended ? count : RequestBody.UNKNOWN_LENGTH;
  }

  boolean isEmpty() {
    if (announced != RequestBody.UNKNOWN_LENGTH) {
      return announced == 0;
    }
    if (count == 0 && !ended) {
      peek();
    }
    return count == 0;
  }

  private void peek() {
    lock.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      if (count == 0 && !ended) {
        peeked = counted(source.read());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      lock.unlock();
    }
  }

  private int counted(int value) {
    if (value < 0) {
      ended = true;
    } else {
      add(1);
    }
    return value;
  }

  private int countedRead(byte[] target, int offset, int length) throws IOException {
    var read = source.read(target, offset, length);
    if (read < 0) {
      ended = true;
    } else {
      add(read);
    }
    return read;
  }

  /// Called with the lock held.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void add(int more) {
    count += more;
  }

  InputStream stream() {
    lock.lock();
    try {
      var known = collected;
      if (known != null) {
        return new ByteArrayInputStream(known);
      }
      checkNotTaken();
      if (failure != null) {
        throw failure;
      }
      taken = true;
      return new Live();
    } finally {
      lock.unlock();
    }
  }

  byte[] collect() {
    var known = collected;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      known = collected;
      if (known != null) {
        return known;
      }
      checkNotTaken();
      if (failure != null) {
        throw failure;
      }
      known = readAll();
      collected = known;
      return known;
    } catch (IOException broken) {
      var unchecked = new UncheckedIOException(broken);
      failure = unchecked;
      throw unchecked;
    } catch (HttpException refusal) {
      failure = refusal;
      throw refusal;
    } finally {
      lock.unlock();
    }
  }

  private void checkNotTaken() {
    if (taken) {
      throw new IllegalStateException(
          "The body of this request arrives while it is read, and its stream has been taken, so it"
              + " cannot be read again; call bytes(), buffer() or text() first to have it kept.");
    }
  }

  private byte[] readAll() throws IOException {
    if (announced > mostCollected) {
      throw HttpException.contentTooLarge(mostCollected);
    }
    var most = announced == RequestBody.UNKNOWN_LENGTH ? mostCollected + 1 : announced;
    var bytes = new byte[(int) Math.min(most, FIRST_SIZE)];
    var size = takePeeked(bytes);
    while (size < most) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * size));
      }
      var read = countedRead(bytes, size, bytes.length - size);
      if (read < 0) {
        break;
      }
      size += read;
    }
    if (size > mostCollected) {
      throw HttpException.contentTooLarge(mostCollected);
    }
    if (size < announced) {
      throw new EOFException("The body ended after " + size + " of " + announced + " bytes.");
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private int takePeeked(byte[] target) {
    if (peeked < 0 || target.length == 0) {
      return 0;
    }
    target[0] = (byte) peeked;
    peeked = -1;
    return 1;
  }

  /// The content as it comes.
  private final class Live extends InputStream {
    private volatile boolean closed;

    @Override
    public int read() throws IOException {
      lock.lock();
      try {
        checkOpen();
        if (peeked >= 0) {
          var first = peeked;
          peeked = -1;
          return first;
        }
        return ended ? -1 : counted(source.read());
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      lock.lock();
      try {
        checkOpen();
        if (peeked >= 0) {
          target[offset] = (byte) peeked;
          peeked = -1;
          return 1;
        }
        return ended ? -1 : countedRead(target, offset, length);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int available() throws IOException {
      lock.lock();
      try {
        checkOpen();
        return (peeked >= 0 ? 1 : 0) + (ended ? 0 : source.available());
      } finally {
        lock.unlock();
      }
    }

    /// Does not wait for a thread that reads.
    @Override
    public void close() {
      closed = true;
    }

    private void checkOpen() throws IOException {
      if (closed) {
        throw new IOException("The stream of the body has been closed.");
      }
    }
  }
}
