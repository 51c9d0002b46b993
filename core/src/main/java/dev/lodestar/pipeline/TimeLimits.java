package dev.lodestar.pipeline;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Key;
import dev.lodestar.http.Status;
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

  /// The answer to a request that took too long.
  static HttpException exceeded(Duration limit) {
    return HttpException.of(
        Status.SERVICE_UNAVAILABLE,
        "The request was not answered within " + limit.toMillis() + " ms.");
  }

  /// Interrupts the current thread later, unless the alarm is cancelled before.
  Alarm interruptAfter(Duration limit) {
    var alarm = new Alarm(Thread.currentThread(), limit);
    alarm.pending =
        timer.schedule(alarm, TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    return alarm;
  }

  /// One interruption to come.
  static final class Alarm implements Runnable {
    /// Where a request that is timed has its alarm.
    static final Key<Alarm> OF_REQUEST = Key.of("time limit", Alarm.class);

    private final Thread thread;
    private final Duration limit;
    private @Nullable ScheduledFuture<?> pending;
    private boolean over;
    private boolean rang;
    private boolean inTime;

    private Alarm(Thread thread, Duration limit) {
      this.thread = thread;
      this.limit = limit;
    }

    @Override
    public synchronized void run() {
      if (!over) {
        rang = true;
        thread.interrupt();
      }
    }

    /// Says that there is a result. If it comes too late, what it was made with must not end as if
    /// the client would get it.
    synchronized void check() {
      if (rang) {
        throw exceeded(limit);
      }
      inTime = true;
    }

    /// Whether a result was there in time, so that dependencies have ended with it.
    synchronized boolean wasInTime() {
      return inTime;
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
