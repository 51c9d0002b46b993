package dev.lodestar.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The two ends of a WebSocket without a wire between them. What waits is limited as the options
/// say, so senders block as they do with a slow client; messages beyond the limit close the socket.
///
/// Frames, compression and the time-outs of a silent wire are the engine's, and have no place here.
final class SocketPair {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final End server;
  private final End client;
  private final Duration writeTimeout;
  private @Nullable Closure closure;

  /// Why it was closed, by whoever came first.
  record Closure(int code, String reason) {}

  /// Creates two ends of an open socket.
  ///
  /// @param options the server's limits; a client takes whatever it is sent
  /// @param writeTimeout how long the server waits for a client that takes nothing
  SocketPair(WebSocketOptions options, Duration writeTimeout) {
    server = new End(options.receiveBufferSize(), options.maxMessageSize());
    client = new End(options.sendBufferSize(), WebSocketOptions.MOST_MESSAGE_SIZE);
    this.writeTimeout = writeTimeout;
  }

  WebSocketConnection server() {
    return server;
  }

  ClientSocket client() {
    return client;
  }

  /// Waits until the socket is closed.
  Closure awaitClosed() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (closure == null) {
        changed.await();
      }
      return closure;
    } finally {
      lock.unlock();
    }
  }

  /// One end: what it has not received, and how much of that there may be.
  private final class End implements ClientSocket {
    private final int capacity;
    private final int largest;
    private final Deque<WebSocketMessage> incoming = new ArrayDeque<>();
    private long waiting;

    /// Held from the first part of a message to its last.
    private final Semaphore sending = new Semaphore(1);

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private volatile @Nullable Thread inMessage;
    private volatile PongListener pongs = payload -> {};

    End(int capacity, int largest) {
      this.capacity = capacity;
      this.largest = largest;
    }

    private End peer() {
      return this == server ? client : server;
    }

    @Override
    public WebSocketMessage receive() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (incoming.isEmpty()) {
          refuseIfClosed();
          changed.await();
        }
        return taken();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public WebSocketMessage receive(Duration timeout)
        throws InterruptedException, TimeoutException {
      var nanos = timeout.toNanos();
      lock.lockInterruptibly();
      try {
        while (incoming.isEmpty()) {
          refuseIfClosed();
          if (nanos <= 0) {
            throw new TimeoutException();
          }
          nanos = changed.awaitNanos(nanos);
        }
        return taken();
      } finally {
        lock.unlock();
      }
    }

    private WebSocketMessage taken() {
      var message = incoming.removeFirst();
      waiting -= sizeOf(message);
      changed.signalAll();
      return message;
    }

    private void refuseIfClosed() {
      if (closure != null) {
        throw new WebSocketClosedException(closure.code(), closure.reason());
      }
    }

    @Override
    public void send(WebSocketMessage message) throws InterruptedException {
      sending.acquire();
      try {
        deliver(message);
      } finally {
        sending.release();
      }
    }

    private void deliver(WebSocketMessage message) throws InterruptedException {
      var received = received(message);
      var size = sizeOf(received);
      var patience = this == server ? writeTimeout.toNanos() : Long.MAX_VALUE;
      lock.lockInterruptibly();
      try {
        while (closure == null && peer().waiting >= peer().capacity) {
          if (patience <= 0) {
            end(CloseCode.ABNORMAL, "");
          } else {
            patience = changed.awaitNanos(patience);
          }
        }
        refuseIfClosed();
        if (size > peer().largest) {
          peer().end(CloseCode.MESSAGE_TOO_BIG, "");
          refuseIfClosed();
        }
        peer().incoming.addLast(received);
        peer().waiting += size;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// What arrives: half a surrogate pair does not survive UTF-8, and an array belongs to its end.
    private static WebSocketMessage received(WebSocketMessage message) {
      return switch (message) {
        case WebSocketMessage.Text(var text) ->
            WebSocketMessage.of(new String(text.getBytes(UTF_8), UTF_8));
        case WebSocketMessage.Binary(var bytes) -> WebSocketMessage.of(bytes.clone());
      };
    }

    private static long sizeOf(WebSocketMessage message) {
      return switch (message) {
        case WebSocketMessage.Text(var text) -> text.getBytes(UTF_8).length;
        case WebSocketMessage.Binary(var bytes) -> bytes.length;
      };
    }

    @Override
    public void sendPart(byte[] bytes, int offset, int length, boolean text, boolean last)
        throws InterruptedException {
      if (inMessage != Thread.currentThread()) {
        sending.acquire();
        inMessage = Thread.currentThread();
        parts.reset();
      }
      var whole = false;
      try {
        checkOpen();
        parts.write(bytes, offset, length);
        if (last) {
          deliver(text ? textOf(parts.toByteArray()) : WebSocketMessage.of(parts.toByteArray()));
        }
        whole = !last;
      } finally {
        if (!whole) {
          inMessage = null;
          sending.release();
        }
      }
    }

    private WebSocketMessage textOf(byte[] bytes) {
      try {
        return WebSocketMessage.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException malformed) {
        peer().close(CloseCode.INVALID_DATA, "");
        throw new WebSocketClosedException(CloseCode.INVALID_DATA, "");
      }
    }

    private void checkOpen() {
      lock.lock();
      try {
        refuseIfClosed();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void ping(byte[] payload) {
      checkOpen();
      pongs.pong(payload.clone());
    }

    @Override
    public void onPong(PongListener listener) {
      pongs = listener;
    }

    @Override
    public void close(int code, String reason) {
      lock.lock();
      try {
        end(code, reason);
      } finally {
        lock.unlock();
      }
    }

    /// Who closes does not want to know any more; the other end may receive what was sent before.
    private void end(int code, String reason) {
      if (closure == null) {
        closure = new Closure(code, reason);
        incoming.clear();
        changed.signalAll();
      }
    }

    @Override
    public void abort() {
      close(CloseCode.ABNORMAL, "");
    }

    @Override
    public boolean isOpen() {
      lock.lock();
      try {
        return closure == null;
      } finally {
        lock.unlock();
      }
    }
  }
}
