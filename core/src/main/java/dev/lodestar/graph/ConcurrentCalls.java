package dev.lodestar.graph;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs a few calls at the same time and waits for all of them.
///
/// Each has a virtual thread of the JDK's default scheduler. A virtual thread inherits the
/// scheduler of the thread that creates it, which here may be an event loop; so they are created by
/// a thread of the common pool, which has none to pass on.
final class ConcurrentCalls {

  /// One of the calls.
  @FunctionalInterface
  interface Call {
    void run(int index) throws Throwable;
  }

  private final Call call;
  private final Thread[] threads;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch finished;
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  private ConcurrentCalls(int count, Call call) {
    this.call = call;
    this.threads = new Thread[count];
    this.finished = new CountDownLatch(count);
  }

  /// Runs the calls. The first failure interrupts the others.
  ///
  /// @param count how many there are; each is told its index
  /// @return the first failure, or the interruption of the caller; null if there was none
  static @Nullable Throwable run(int count, Call call) {
    return new ConcurrentCalls(count, call).run();
  }

  private @Nullable Throwable run() {
    ForkJoinPool.commonPool().execute(this::start);
    for (; ; ) {
      try {
        finished.await();
        return first.get();
      } catch (InterruptedException interrupted) {
        fail(interrupted);
      }
    }
  }

  private void start() {
    for (var i = 0; i < threads.length; i++) {
      var index = i;
      threads[i] = Thread.ofVirtual().name("lodestar-provider").unstarted(() -> run(index));
    }
    for (var thread : threads) {
      thread.start();
    }
    started.countDown();
  }

  private void run(int index) {
    try {
      call.run(index);
    } catch (Throwable failure) {
      fail(failure);
    } finally {
      finished.countDown();
    }
  }

  private void fail(Throwable failure) {
    if (!first.compareAndSet(null, failure)) {
      return;
    }
    awaitStart();
    for (var thread : threads) {
      if (thread != Thread.currentThread()) {
        thread.interrupt();
      }
    }
  }

  /// The threads are created in a moment by another thread; waiting for it cannot take long.
  private void awaitStart() {
    var interrupted = false;
    for (; ; ) {
      try {
        started.await();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
