package dev.lodestar.pipeline;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Key;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Interrupts threads that take too long. Its own thread exists only while somebody is timed.
public final class TimeLimits {
  private static final Key<Alarm> ALARM = Key.of("time limit", Alarm.class);
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
  Alarm interruptAfter(Duration limit, Request request) {
    var alarm = new Alarm(Thread.currentThread(), limit, request);
    request.setAttribute(ALARM, alarm);
    alarm.pending =
        timer.schedule(alarm, TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    return alarm;
  }

  /// What a failure is about: the time that has passed, if it has, or else itself.
  static Throwable causeOf(Request request, Throwable failure) {
    var alarm = request.attribute(ALARM);
    return alarm.isPresent() && alarm.get().rings() && !alarm.get().isAnswered()
        ? alarm.get().failure(failure)
        : failure;
  }

  /// Refuses to go on with a request that nothing would interrupt any more.
  ///
  /// @throws HttpException if the time has passed
  static void refuseLate(Request request) {
    var alarm = request.attribute(ALARM);
    if (alarm.isPresent() && alarm.get().rings()) {
      throw alarm.get().failure(null);
    }
  }

  /// Says that there is a result. If it comes too late, what it was made with must not end as if
  /// the client would get it.
  ///
  /// @throws HttpException if the time has passed
  static void check(Request request) {
    var alarm = request.attribute(ALARM);
    if (alarm.isPresent()) {
      alarm.get().check();
    }
  }

  /// One interruption to come.
  static final class Alarm implements Runnable {
    private final Thread thread;
    private final Duration limit;
    private final Request request;

    /// That of a time limit further outside, around a mounted application.
    private final Optional<Alarm> outer;

    private @Nullable ScheduledFuture<?> pending;
    private boolean over;
    private boolean rang;
    private boolean inTime;
    private volatile boolean answered;

    private Alarm(Thread thread, Duration limit, Request request) {
      this.thread = thread;
      this.limit = limit;
      this.request = request;
      this.outer = request.attribute(ALARM);
    }

    @Override
    public synchronized void run() {
      if (!over) {
        rang = true;
        thread.interrupt();
      }
    }

    private synchronized boolean rings() {
      return rang && !over;
    }

    private void check() {
      synchronized (this) {
        inTime = !rang;
      }
      if (!inTime) {
        throw failure(null);
      }
    }

    /// Whether a result was there in time, so that dependencies have ended with it.
    synchronized boolean wasInTime() {
      return inTime;
    }

    /// Says that the request took too long, which is told once. The interruption has done its work
    /// then: cleanups and error handlers may wait.
    HttpException failure(@Nullable Throwable cause) {
      answered = true;
      var _ = Thread.interrupted();
      var detail = "The request was not answered within " + limit.toMillis() + " ms.";
      return new HttpException(
          Problem.of(Status.SERVICE_UNAVAILABLE).withDetail(detail), Headers.empty(), cause);
    }

    /// Whether the request was answered so already.
    boolean isAnswered() {
      return answered;
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
      outer.ifPresent(alarm -> request.setAttribute(ALARM, alarm));
      if (rang) {
        var _ = Thread.interrupted();
      }
      return rang;
    }
  }
}
