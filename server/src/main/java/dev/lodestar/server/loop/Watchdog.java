package dev.lodestar.server.loop;

import dev.lodestar.engine.FairnessOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Looks at the loops of a server every few milliseconds, gives those that are held another thread,
/// and has what holds them reported. It sleeps while the loops have nothing to do.
///
/// Handlers that hold a loop come in series, and each would delay others by the whole time that is
/// allowed. So for a second after one was found, a fifth of that time is enough.
final class Watchdog implements Runnable {
  private static final long MOST_IDLE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SHORTEST_TICK = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long SHORTEST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long ALERT = TimeUnit.SECONDS.toNanos(1);

  private final FairnessOptions options;
  private final long handOverAfter;
  private final long reportAfter;

  /// How long a handler may hold a loop at the moment: all of the time that is allowed, or less.
  private long patience;

  private long alertEnd = System.nanoTime();
  private final HeldReports reports;
  private List<Watched> loops = List.of();

  /// What has lost its loop and goes on. Used by the watchdog's thread only.
  private final List<Held> held = new ArrayList<>();

  private volatile boolean asleep = true;
  private volatile boolean ended;
  private volatile @Nullable Thread thread;

  /// A loop, and what was seen of it. Used by the watchdog's thread only.
  private static final class Watched {
    private final Loop loop;
    private Shift shift;
    private long state;
    private long since;
    private boolean handedOver;
    private boolean reported;

    Watched(Loop loop) {
      this.loop = loop;
      shift = loop.shift();
    }

    /// Looks.
    ///
    /// @return whether something has happened on the loop since the last look, or goes on
    boolean look(long now) {
      var current = loop.shift();
      var seen = current.state();
      if (current == shift && seen == state) {
        return Shift.isWorking(seen);
      }
      shift = current;
      state = seen;
      since = now;
      handedOver = false;
      reported = false;
      return true;
    }

    boolean isHeldFor(long time, long now) {
      return Shift.isWorking(state) && now - since >= time;
    }
  }

  /// Work that has lost its loop, or is about to.
  private static final class Held {
    private final Shift shift;
    private final long state;
    private long since;
    private boolean reported;

    Held(Watched loop) {
      shift = loop.shift;
      state = loop.state;
      since = loop.since;
      reported = loop.reported;
    }

    boolean isOver() {
      return (!shift.isAt(state) && !shift.isLost()) || shift.hasLeft();
    }
  }

  Watchdog(FairnessOptions options) {
    this.options = options;
    handOverAfter = options.handOverAfter().toNanos();
    reportAfter = options.reportAfter().toNanos();
    reports = new HeldReports(options.reportInterval());
    patience = handOverAfter;
  }

  void watch(List<Loop> watched) {
    var all = new ArrayList<Watched>(watched.size());
    for (var loop : watched) {
      all.add(new Watched(loop));
    }
    loops = all;
  }

  /// Is told by a loop that it has something to do. Any thread may call it.
  void active() {
    if (asleep) {
      wake();
    }
  }

  private synchronized void wake() {
    asleep = false;
    if (thread != null) {
      LockSupport.unpark(thread);
    } else if (!ended) {
      try {
        thread = Thread.ofPlatform().daemon().name("lodestar-watchdog").start(this);
      } catch (OutOfMemoryError noThread) {
        // The next one that is active tries again.
        asleep = true;
      }
    }
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    var busy = System.nanoTime();
    var last = busy;
    while (!ended) {
      var tick = Math.max(SHORTEST_TICK, Math.min(patience, reportAfter) / 2);
      LockSupport.parkNanos(tick);
      var now = System.nanoTime();
      // Who comes late himself, since all threads were stopped or the processors are busy, cannot
      // know of others whether they held anything.
      if (now - last > 2 * tick) {
        forgive(now - last - tick);
      }
      last = now;
      if (now - alertEnd > 0) {
        patience = handOverAfter;
      }
      if (lookAnyway(now)) {
        busy = now;
      } else if (now - busy > MOST_IDLE) {
        sleep();
        busy = System.nanoTime();
        last = busy;
      }
    }
  }

  /// By numbers: an iterator takes memory, of which there may be none.
  private void forgive(long late) {
    for (var i = 0; i < loops.size(); i++) {
      loops.get(i).since += late;
    }
    for (var i = 0; i < held.size(); i++) {
      held.get(i).since += late;
    }
  }

  private void sleep() {
    asleep = true;
    // A loop that has begun to work before it could know is not overlooked.
    if (lookAnyway(System.nanoTime())) {
      asleep = false;
    }
    while (asleep && !ended) {
      LockSupport.park(this);
    }
  }

  /// There may be no memory for a report, or to load what makes it, and nobody else would look
  /// after the loops.
  private boolean lookAnyway(long now) {
    try {
      return look(now);
    } catch (Throwable full) {
      return true;
    }
  }

  private boolean look(long now) {
    var active = !held.isEmpty();
    for (var watched : loops) {
      active |= watched.look(now);
      if (watched.handedOver) {
        continue;
      }
      if (watched.isHeldFor(patience, now) && held.size() < options.maxHeldThreads()) {
        handOver(watched, now);
      } else if (!watched.reported && watched.isHeldFor(reportAfter, now)) {
        watched.reported = true;
        reports.report(watched.shift, watched.state, now - watched.since, now);
      }
    }
    for (var each = held.iterator(); each.hasNext(); ) {
      var entry = each.next();
      if (entry.isOver()) {
        each.remove();
      } else if (!entry.reported && now - entry.since >= reportAfter) {
        entry.reported = true;
        reports.report(entry.shift, entry.state, now - entry.since, now);
      }
    }
    return active;
  }

  private void handOver(Watched watched, long now) {
    watched.handedOver = true;
    try {
      watched.loop.handOver(watched.shift, watched.state);
    } catch (OutOfMemoryError noThread) {
      LoggerFactory.getLogger(Watchdog.class)
          .error("An event loop is held, and there is no other thread for it.", noThread);
      return;
    }
    held.add(new Held(watched));
    patience = Math.min(handOverAfter, Math.max(SHORTEST_PATIENCE, handOverAfter / 5));
    alertEnd = now + ALERT;
  }
}
