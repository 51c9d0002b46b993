package dev.lodestar.logging;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Who writes next. Threads wait for each other as long as lines go on being written, however
/// slowly; they do without if one line does not get away, because whoever should read the pipe has
/// stopped to. Thread-safe.
final class Turns {
  /// How long a line may take to be written before the others are not waited for: 2 seconds.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long LOOK_MILLIS = 100;

  private final ReentrantLock lock = new ReentrantLock();

  // Written by the thread whose turn it is.
  private volatile boolean writing;
  private volatile long began;

  /// Waits for this thread's turn.
  ///
  /// @return `false` if it does not come; [#end()] is called if it does
  boolean begin() {
    if (!lock.tryLock() && !await()) {
      return false;
    }
    began = System.nanoTime();
    writing = true;
    return true;
  }

  void end() {
    writing = lock.getHoldCount() > 1; // what is written to may log something itself
    lock.unlock();
  }

  private boolean await() {
    var interrupted = false;
    try {
      while (!isStuck()) {
        try {
          if (lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            return true;
          }
        } catch (InterruptedException signal) {
          interrupted = true;
        }
      }
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isStuck() {
    return writing && System.nanoTime() - began > PATIENCE.toNanos();
  }
}
