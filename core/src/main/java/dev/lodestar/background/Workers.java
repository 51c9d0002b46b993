package dev.lodestar.background;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs jobs, each on a virtual thread of its own, and knows which have not ended. Thread-safe.
///
/// A virtual thread that is started by another one is scheduled like that one, so what a request
/// started would run on the event loop of its connection, and end with it. Therefore all threads
/// are started by a platform thread, which goes away when there is nothing to start.
final class Workers {
  private static final long IDLE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Set<Job> jobs = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Made for the first job, under the lock.
  private @Nullable ThreadPoolExecutor starter;

  private static ThreadPoolExecutor newStarter() {
    var starter =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Workers::starterThread);
    starter.allowCoreThreadTimeOut(true);
    return starter;
  }

  private static Thread starterThread(Runnable work) {
    return Thread.ofPlatform().daemon().name("lodestar-background").unstarted(work);
  }

  void start(Job job) {
    ThreadPoolExecutor executor;
    lock.lock();
    try {
      jobs.add(job);
      if (starter == null) {
        starter = newStarter();
      }
      executor = starter;
    } finally {
      lock.unlock();
    }
    executor.execute(() ->
        Thread.ofVirtual()
            .name("lodestar-background")
            .inheritInheritableThreadLocals(false)
            .start(() -> run(job)));
  }

  private void run(Job job) {
    try {
      job.execute();
    } finally {
      lock.lock();
      try {
        jobs.remove(job);
        if (jobs.isEmpty()) {
          idle.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// Waits until there is no job left.
  ///
  /// @return `false` if the time was over before, or the waiting thread was interrupted
  boolean awaitIdle(Duration deadline) {
    var nanos = deadline.toNanos();
    lock.lock();
    try {
      while (!jobs.isEmpty() && nanos > 0) {
        nanos = idle.awaitNanos(nanos);
      }
      return jobs.isEmpty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Gives up every job there is. Those that run are interrupted, and not waited for.
  void giveUp() {
    List<Job> lost;
    lock.lock();
    try {
      lost = List.copyOf(jobs);
      jobs.clear();
      idle.signalAll();
    } finally {
      lock.unlock();
    }
    for (var job : lost) {
      job.giveUp();
    }
  }
}
