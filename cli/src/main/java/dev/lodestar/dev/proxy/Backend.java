package dev.lodestar.dev.proxy;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Which process of the application answers now, or why none does. Thread-safe.
public final class Backend {
  /// What a request finds.
  public sealed interface State {

    /// A process serves.
    record Serving(Upstream upstream) implements State {}

    /// The next process is on its way; requests wait.
    record Reloading() implements State {}

    /// There is nobody to answer before the sources change.
    record Broken(Report report) implements State {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = new State.Reloading();

  /// Creates a backend whose first process is on its way.
  public Backend() {}

  /// Sets what requests find from now on. Those that wait go on.
  ///
  /// @param next the state
  public void become(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns what a request would find.
  ///
  /// @return the state
  public State state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /// Waits while the next process is on its way.
  ///
  /// @return the state then; [State.Reloading] if the time has passed
  State await(Duration patience) throws InterruptedException {
    return awaitOther(new State.Reloading(), patience);
  }

  /// Waits while the state is a given one.
  State awaitOther(State unwanted, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      var left = patience.toNanos();
      while (state.equals(unwanted) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return state;
    } finally {
      lock.unlock();
    }
  }
}
