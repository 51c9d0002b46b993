package dev.lodestar.checkup;

import dev.lodestar.health.Check;
import dev.lodestar.health.CheckResult;
import dev.lodestar.health.HealthCheck;
import dev.lodestar.health.HealthReport;
import dev.lodestar.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One check: runs once at a time, whoever asks, and remembers for a while what came out.
/// Thread-safe.
final class WatchedCheck {
  private static final String FAILED = "The check failed; the log says why.";

  private final HealthCheck settings;
  private final Supplier<Check> source;
  private final ReentrantLock lock = new ReentrantLock();

  // What follows is used under the lock only.
  private @Nullable Run running;
  private @Nullable Outcome last;
  private HealthStatus logged = HealthStatus.UP;

  /// @param source gives the check, which may be made when it is first needed
  WatchedCheck(HealthCheck settings, Supplier<Check> source) {
    this.settings = settings;
    this.source = source;
  }

  HealthCheck settings() {
    return settings;
  }

  private record Outcome(
      CheckResult result, @Nullable Throwable failure, long nanos, Instant at, long ended) {

    static Outcome of(CheckResult result, @Nullable Throwable failure, long started) {
      var now = System.nanoTime();
      return new Outcome(result, failure, now - started, Instant.now(), now);
    }
  }

  /// Something that is known, or is about to be.
  interface Pending {

    /// Waits until it is known, or the time-out of the check is over.
    HealthReport.Entry await() throws InterruptedException;

    /// What is known after a time at most; nothing if that is nothing.
    HealthReport.@Nullable Entry awaitBriefly(Duration patience) throws InterruptedException;
  }

  private record Known(HealthReport.Entry entry) implements Pending {
    @Override
    public HealthReport.Entry await() {
      return entry;
    }

    @Override
    public HealthReport.Entry awaitBriefly(Duration patience) {
      return entry;
    }
  }

  /// Begins to run, unless it runs already, or what came out last still counts.
  Pending begin() {
    lock.lock();
    try {
      if (last != null && System.nanoTime() - last.ended() < settings.cacheTime().toNanos()) {
        return new Known(entry(last));
      }
      if (running != null && running.isLate()) {
        return new Known(entry(late(running)));
      }
      if (running == null) {
        running = new Run();
        Thread.ofVirtual().name("lodestar-health-" + settings.name()).start(running);
      }
      return running;
    } finally {
      lock.unlock();
    }
  }

  private HealthReport.Entry entry(Outcome outcome) {
    return new HealthReport.Entry(
        settings.name(),
        settings.isCritical(),
        outcome.result(),
        Duration.ofNanos(outcome.nanos()),
        outcome.at());
  }

  /// The outcome of a run whose time is over.
  private Outcome late(Run run) {
    return Outcome.of(
        CheckResult.down("It has not ended within " + Sentence.of(settings.timeout()) + "."),
        null,
        run.started);
  }

  private void ended(Run run, Outcome outcome) {
    lock.lock();
    try {
      if (running == run) {
        running = null;
        if (!run.wasLate) {
          keep(outcome);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private HealthReport.Entry tooLate(Run run) {
    lock.lock();
    try {
      if (run.outcome != null) {
        return entry(run.outcome);
      }
      var outcome = late(run);
      if (!run.wasLate) {
        run.wasLate = true;
        keep(outcome);
        run.interrupt();
      }
      return entry(outcome);
    } finally {
      lock.unlock();
    }
  }

  /// Logged when it changes only, so that probes cannot fill a log.
  private void keep(Outcome outcome) {
    last = outcome;
    var status = outcome.result().status();
    if (status != logged) {
      HealthLog.changed(settings, logged, outcome.result(), outcome.failure());
      logged = status;
    }
  }

  /// One call of the check.
  private final class Run implements Runnable, Pending {
    private final long started = System.nanoTime();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Outcome outcome;

    // What follows is used under the lock only.
    private @Nullable Thread thread;
    private boolean wasLate;

    @Override
    public void run() {
      begun();
      var found = result();
      outcome = found;
      ended(this, found);
      done.countDown();
    }

    /// On a busy machine, a check may have been given up before its thread has begun.
    private void begun() {
      lock.lock();
      try {
        thread = Thread.currentThread();
        if (wasLate) {
          interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    private Outcome result() {
      try {
        var result =
            Objects.requireNonNull(
                source.get().check(), "The check returned null instead of a result.");
        return Outcome.of(result, null, started);
      } catch (Throwable failure) {
        return Outcome.of(CheckResult.down(FAILED), failure, started);
      }
    }

    boolean isLate() {
      return left() <= 0;
    }

    private long left() {
      return settings.timeout().toNanos() - (System.nanoTime() - started);
    }

    void interrupt() {
      var running = thread;
      if (running != null) {
        running.interrupt();
      }
    }

    @Override
    public HealthReport.Entry await() throws InterruptedException {
      var ended = done.await(Math.max(0, left()), TimeUnit.NANOSECONDS);
      var known = outcome;
      return ended && known != null ? entry(known) : tooLate(this);
    }

    @Override
    public HealthReport.@Nullable Entry awaitBriefly(Duration patience)
        throws InterruptedException {
      if (left() <= patience.toNanos()) {
        return await();
      }
      var _ = done.await(patience.toNanos(), TimeUnit.NANOSECONDS);
      var known = outcome;
      return known == null ? null : entry(known);
    }
  }
}
