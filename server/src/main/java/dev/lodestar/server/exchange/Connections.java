package dev.lodestar.server.exchange;

import dev.lodestar.engine.WebSocketSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Counts what a server has to wait for when it stops: its connections, and the work that outlives
/// them. Thread-safe.
public final class Connections {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private int open;

  /// How many have come, let in or not.
  private long offered;

  /// Open connections that have been answered for the last time and wait for the client to close.
  private int lingering;

  /// Completions of responses that have not ended, and handlers whose client has gone.
  private final AtomicInteger work = new AtomicInteger();

  /// Responses and WebSockets without an end that share their connections with others.
  private final AtomicInteger lasting = new AtomicInteger();

  /// Handlers of WebSockets that are closed.
  private final Set<WebSocketSession> outliving = ConcurrentHashMap.newKeySet();

  /// Whether the time for handlers is over.
  private volatile boolean late;

  private volatile boolean draining;

  /// Whether there is little room for more connections.
  private volatile boolean crowded;

  /// When whoever waits for the end gives up, as [System#nanoTime()] tells the time.
  private long end;

  /// When it has to be over at the latest, whoever waits until when.
  private @Nullable Long latest;

  /// Counts from nothing.
  ///
  /// @param most the most open connections
  public Connections(int most) {
    this.most = most;
  }

  /// Marks the server as about to stop: responses are the last of their connections.
  public void drain() {
    draining = true;
  }

  public boolean draining() {
    return draining;
  }

  /// Tells whether few more connections would be too many.
  public boolean isCrowded() {
    return crowded;
  }

  private void setCrowded() {
    crowded = most - open <= most / 16;
  }

  /// Counts a new connection, unless there are too many.
  public boolean admit() {
    lock.lock();
    try {
      offered++;
      if (open == most) {
        return false;
      }
      open++;
      setCrowded();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Counts a response or a WebSocket without an end that shares its connection with another one,
  /// unless there are as many of them as there may be connections.
  public boolean admitLasting() {
    if (lasting.incrementAndGet() > most) {
      lasting.decrementAndGet();
      return false;
    }
    return true;
  }

  public void endLasting() {
    lasting.decrementAndGet();
  }

  /// How many connections have come so far.
  public long offered() {
    lock.lock();
    try {
      return offered;
    } finally {
      lock.unlock();
    }
  }

  public void linger() {
    lock.lock();
    try {
      lingering++;
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void close(boolean lingered) {
    lock.lock();
    try {
      open--;
      setCrowded();
      if (lingered) {
        lingering--;
      }
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Counts a piece of work that may outlive its connection.
  public void begin() {
    work.incrementAndGet();
  }

  /// Takes note of a handler that may run on though its connection has been closed.
  void outlive(WebSocketSession handler) {
    outliving.add(handler);
    if (late) {
      handler.interrupt();
    }
  }

  /// Forgets a handler that has ended.
  void forget(WebSocketSession handler) {
    outliving.remove(handler);
  }

  /// Interrupts the handlers that outlive their connections, when the time is over.
  public void interruptHandlers() {
    late = true;
    outliving.forEach(WebSocketSession::interrupt);
  }

  /// Ends a piece of work. Whoever waits has said before that the server drains, so nobody is
  /// overlooked here.
  public void end() {
    if (work.decrementAndGet() == 0 && draining) {
      lock.lock();
      try {
        fewer.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Waits until every connection has been closed or answered for the last time, and all other work
  /// has ended.
  ///
  /// @return `false` if the time was over before
  /// @throws InterruptedException if the waiting thread is interrupted
  public boolean awaitAnswered(long nanos) throws InterruptedException {
    lock.lock();
    try {
      end = System.nanoTime() + nanos;
      if (latest != null && latest - end < 0) {
        end = latest;
      }
      var left = end - System.nanoTime();
      while (!isAnswered() && left > 0) {
        var _ = fewer.awaitNanos(left);
        left = end - System.nanoTime();
      }
      return isAnswered();
    } finally {
      lock.unlock();
    }
  }

  /// Gives whoever waits, or will wait, an earlier end.
  public void hurry(long nanos) {
    lock.lock();
    try {
      var earlier = System.nanoTime() + nanos;
      if (latest == null || earlier - latest < 0) {
        latest = earlier;
      }
      if (earlier - end < 0) {
        end = earlier;
        fewer.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isAnswered() {
    return open <= lingering && work.get() == 0;
  }
}
