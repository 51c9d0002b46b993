package dev.lodestar.background;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Something that runs once on a thread of its own, and can be given up.
abstract class Job {
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread thread;
  private boolean givenUp;

  /// Does the work; asks [#beginsStep()] before each of its steps.
  abstract void run();

  /// Logs what has not been done, and forgets it.
  abstract void lose();

  final void execute() {
    try {
      if (begin()) {
        run();
      }
    } finally {
      end();
    }
  }

  private synchronized boolean begin() {
    thread = Thread.currentThread();
    return !givenUp;
  }

  /// From here on the thread is no longer interrupted.
  private synchronized void end() {
    thread = null;
    ended.countDown();
  }

  /// Tells whether a further step may begin; if so, it begins without the interruption that an
  /// earlier step has left behind.
  final synchronized boolean beginsStep() {
    if (!givenUp) {
      var _ = Thread.interrupted();
    }
    return !givenUp;
  }

  /// Lets no further step begin, and interrupts the one that runs; not before it is known which one
  /// that is.
  final synchronized void giveUp() {
    givenUp = true;
    lose();
    if (thread != null) {
      thread.interrupt();
    }
    ended.countDown();
  }

  /// Waits until it has ended or was given up, or the waiting thread is interrupted.
  final void await() {
    try {
      ended.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
