package dev.lodestar.server.websocket;

import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Messages that have come and wait for the handler. The event loop puts them in, and stops
/// receiving while enough of them wait. Thread-safe. Nobody parks while holding the lock, since the
/// event loop takes it.
final class Inbox {
  /// How many bytes of messages may wait until no more are received.
  static final int MOST_WAITING = 1 << 16;

  /// What a message costs beside its content.
  private static final int OVERHEAD = 64;

  private static final int FIRST_CAPACITY = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<WebSocketMessage> messages = new ArrayDeque<>(FIRST_CAPACITY);
  private final Memory memory;
  private final Runnable resume;
  private long waiting;

  /// How much of what waits has been counted as kept in memory.
  private long kept;

  private boolean paused;
  private @Nullable CloseStatus end;

  /// Creates an inbox.
  ///
  /// @param memory counts what waits
  /// @param resume called by the reader when there is room again, after the inbox was full
  Inbox(Memory memory, Runnable resume) {
    this.memory = memory;
    this.resume = resume;
  }

  WebSocketMessage receive() throws InterruptedException {
    WebSocketMessage message;
    boolean resumes;
    lock.lock();
    try {
      while (messages.isEmpty()) {
        if (end != null) {
          throw new WebSocketClosedException(end.code(), end.reason());
        }
        changed.await();
      }
      message = messages.remove();
      waiting -= cost(message);
      letGo(kept - countable());
      resumes = paused && waiting <= MOST_WAITING / 2;
      paused &= !resumes;
    } finally {
      lock.unlock();
    }
    if (resumes) {
      resume.run();
    }
    return message;
  }

  private static long cost(WebSocketMessage message) {
    return OVERHEAD
        + switch (message) {
          case WebSocketMessage.Text(var text) -> (long) text.length();
          case WebSocketMessage.Binary(var bytes) -> (long) bytes.length;
        };
  }

  /// Puts a message in, unless nothing more will be taken out.
  ///
  /// @throws ProtocolViolation if there is too much in memory already
  void add(WebSocketMessage message) throws ProtocolViolation {
    lock.lock();
    try {
      if (end != null) {
        return;
      }
      waiting += cost(message);
      var more = countable() - kept;
      if (more > 0) {
        if (!memory.tryKeep(more)) {
          throw ProtocolViolation.tooMuch();
        }
        kept += more;
      }
      messages.add(message);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private long countable() {
    return Math.max(0, waiting - Memory.UNCOUNTED);
  }

  private void letGo(long bytes) {
    if (bytes > 0) {
      kept -= bytes;
      memory.letGo(bytes);
    }
  }

  /// Tells whether no more should be received until the reader has taken something, and has the
  /// reader tell then.
  boolean isFull() {
    lock.lock();
    try {
      paused = waiting >= MOST_WAITING && end == null;
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /// Takes note that nothing more will come.
  void end(CloseStatus status) {
    lock.lock();
    try {
      if (end == null) {
        end = status;
        letGo(kept);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
