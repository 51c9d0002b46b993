package dev.lodestar.pipeline;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Interrupts threads that take too long. Its own thread exists only while somebody is timed.
public final class TimeLimits {
  private static final long IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor timer;

  public TimeLimits() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("lodestar-time-limits").unstarted(task));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /// Interrupts the current thread later, unless the alarm is cancelled before.
  Alarm interruptAfter(Duration limit) {
    var alarm = new Alarm(Thread.currentThread());
    alarm.pending = timer.schedule(alarm, limit.toNanos(), TimeUnit.NANOSECONDS);
    return alarm;
  }

  /// One interruption to come.
  static final class Alarm implements Runnable {
    private final Thread thread;
    private @Nullable ScheduledFuture<?> pending;
    private boolean over;
    private boolean rang;

    private Alarm(Thread thread) {
      this.thread = thread;
    }

    @Override
    public synchronized void run() {
      if (!over) {
        rang = true;
        thread.interrupt();
      }
    }

    /// Ends the timing, and takes the interruption back if it came.
    ///
    /// @return whether it came
    boolean cancel() {
      synchronized (this) {
        over = true;
      }
      if (pending != null) {
        pending.cancel(false);
      }
      if (rang) {
        var _ = Thread.interrupted();
      }
      return rang;
    }
  }
}
