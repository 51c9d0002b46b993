package dev.lodestar.server.loop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How often there was no memory for what the event loops of a server themselves had to do. They
/// have one count, since what takes the memory may lie on another one. Thread-safe.
final class Starvation {
  /// The least time between two log lines: to say so takes memory, and what has failed is tried
  /// over and over.
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

  int count() {
    return count.get();
  }

  /// Counts one. Takes no memory.
  void add() {
    count.incrementAndGet();
  }

  /// Tells whether to say so now.
  boolean isToBeTold() {
    var now = System.nanoTime();
    var due = nextLog.get();
    return now - due >= 0 && nextLog.compareAndSet(due, now + LOG_INTERVAL);
  }
}
