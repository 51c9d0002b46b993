package dev.lodestar.server;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the connections of a server. Thread-safe.
final class Connections {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private int open;

  /// Open connections that have been answered for the last time and wait for the client to close.
  private int lingering;

  private volatile boolean draining;

  Connections(int most) {
    this.most = most;
  }

  /// Marks the server as about to stop: responses are the last of their connections.
  void drain() {
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  /// Counts a new connection, unless there are too many.
  boolean admit() {
    lock.lock();
    try {
      if (open == most) {
        return false;
      }
      open++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void linger() {
    lock.lock();
    try {
      lingering++;
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close(boolean lingered) {
    lock.lock();
    try {
      open--;
      if (lingered) {
        lingering--;
      }
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until every connection has been closed or answered for the last time.
  ///
  /// @return `false` if the time was over before
  /// @throws InterruptedException if the waiting thread is interrupted
  boolean awaitAnswered(long nanos) throws InterruptedException {
    lock.lock();
    try {
      var left = nanos;
      while (open > lingering && left > 0) {
        left = fewer.awaitNanos(left);
      }
      return open <= lingering;
    } finally {
      lock.unlock();
    }
  }
}
