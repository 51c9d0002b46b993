package dev.lodestar;

import dev.lodestar.background.Background;
import dev.lodestar.event.Events;
import dev.lodestar.graph.Singletons;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.lifecycle.AppContext;
import dev.lodestar.lifecycle.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and stops what one application needs while it runs. Several servers and test clients may
/// hold it open; the first starts it, the last stops it, and then it may be started again.
/// Thread-safe.
final class AppLife implements AppContext {
  private final State state;
  private final Background background;
  private final List<RegisteredLifespan> lifespans;

  /// Whether everything has been started, and nothing of it is being stopped.
  private final AtomicBoolean whole;

  private final ReentrantLock lock = new ReentrantLock();

  // What follows is used under the lock only.
  private final Deque<Open> open = new ArrayDeque<>();
  private int holders;

  private record Open(RegisteredLifespan lifespan, AutoCloseable handle) {}

  AppLife(State state, Background background, List<RegisteredLifespan> lifespans) {
    this(state, background, lifespans, new AtomicBoolean());
  }

  private AppLife(
      State state, Background background, List<RegisteredLifespan> lifespans, AtomicBoolean whole) {
    this.whole = whole;
    this.state = state;
    this.background = background;
    this.lifespans = List.copyOf(lifespans);
  }

  /// This life, with lifespans that are started before all others and closed after them. To be
  /// called before anything is started.
  AppLife startingWith(List<RegisteredLifespan> first) {
    var all = new ArrayList<>(first);
    all.addAll(lifespans);
    return new AppLife(state, background, all, whole);
  }

  /// This life, with singletons that are made after everything else was started, and ended first.
  /// To be called before anything is started.
  AppLife endingWith(Singletons singletons) {
    if (singletons.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(lifespans);
    all.add(
        new RegisteredLifespan("singletons", context -> start(singletons), CallSite.ofCaller()));
    return new AppLife(state, background, all, whole);
  }

  private static AutoCloseable start(Singletons singletons) {
    try {
      singletons.start();
    } catch (Throwable failure) {
      throw Unwrapped.of(failure);
    }
    return singletons::close;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Events events() {
    return background.events();
  }

  Background background() {
    return background;
  }

  /// Tells whether everything has been started, and nothing of it is being stopped.
  boolean isWhole() {
    return whole.get();
  }

  /// Starts everything, unless it is started already.
  ///
  /// @throws LaunchException if a lifespan cannot be started; then nothing is left open
  void acquire() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "The application is being started or stopped by this thread, so it cannot be started from"
              + " within; a lifespan must not start its own application.");
    }
    lock.lock();
    try {
      if (holders == 0) {
        startAll();
      }
      holders++;
    } finally {
      lock.unlock();
    }
  }

  /// Stops everything, unless somebody else holds it open.
  ///
  /// @return `false` if this was the last holder, and something was lost or could not be closed
  boolean release(Duration deadline) {
    lock.lock();
    try {
      holders--;
      return holders > 0 || stopAll(deadline);
    } finally {
      lock.unlock();
    }
  }

  private void startAll() {
    for (var lifespan : lifespans) {
      try {
        var handle =
            Objects.requireNonNull(
                lifespan.lifespan().start(this),
                "It returned null, but it has to return what closes it.");
        open.push(new Open(lifespan, handle));
      } catch (Throwable failure) {
        throw failedToStart(lifespan, failure);
      }
    }
    whole.set(true);
  }

  private LaunchException failedToStart(RegisteredLifespan lifespan, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    var _ = background.drain(Duration.ZERO);
    while (!open.isEmpty()) {
      try {
        open.pop().handle().close();
      } catch (Throwable another) {
        if (another != failure) {
          failure.addSuppressed(another);
        }
      }
    }
    return new LaunchException(
        "The application was not started, because "
            + lifespan
            + " failed: "
            + failure
            + (lifespans.size() == 1 ? "" : "\nWhat had been started before it was closed again."),
        failure);
  }

  /// After each close there may be events again, which are delivered while those that started
  /// earlier are still open.
  private boolean stopAll(Duration deadline) {
    whole.set(false);
    var end = System.nanoTime() + deadline.toNanos();
    var clean = background.drain(deadline);
    while (!open.isEmpty()) {
      var closing = open.pop();
      try {
        closing.handle().close();
      } catch (Throwable failure) {
        if (failure instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        clean = false;
        logger().error("lifespan_close_failed lifespan={}", closing.lifespan(), failure);
      }
      clean &= background.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    return clean;
  }

  private static Logger logger() {
    return LoggerFactory.getLogger("dev.lodestar.lifecycle");
  }
}
