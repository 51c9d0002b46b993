package dev.lodestar.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/// Tells those who have asked for it that a server begins to stop, before it waits for requests in
/// flight. One for each server. Thread-safe.
///
/// Handlers use it through [Request#whenServerStops(Runnable)].
public final class StopSignal {
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final boolean possible;
  private volatile boolean announced;
  private volatile boolean given;

  private StopSignal(boolean possible) {
    this.possible = possible;
  }

  /// Creates a signal that has not been given.
  ///
  /// @return the signal
  public static StopSignal create() {
    return new StopSignal(true);
  }

  /// Creates a signal that is never given, for requests that no server has taken.
  ///
  /// @return the signal
  public static StopSignal never() {
    return new StopSignal(false);
  }

  /// Something to do when the server stops, until it is closed.
  public interface Registration extends AutoCloseable {

    /// Forgets the action. What runs already goes on.
    @Override
    void close();
  }

  /// Not a record: each is equal to itself only.
  private static final class Listener {
    private final Runnable action;

    Listener(Runnable action) {
      this.action = action;
    }
  }

  /// Has something done when the server begins to stop; at once, in the calling thread, if it has
  /// begun already. So nobody is overlooked who comes while the signal is given.
  ///
  /// @param action what to do, at most once; called on a virtual thread of its own. What it throws
  ///   is logged
  /// @return forgets the action when it is closed
  public Registration onStop(Runnable action) {
    var listener = new Listener(action);
    synchronized (listeners) {
      if (!given) {
        if (possible) {
          listeners.add(listener);
        }
        return () -> forget(listener);
      }
    }
    run(action);
    return () -> {};
  }

  private void forget(Listener listener) {
    synchronized (listeners) {
      listeners.remove(listener);
    }
  }

  /// Says that the signal will be given soon, so that health checks can tell. Called by whoever
  /// stops the server.
  public void announce() {
    if (possible) {
      announced = true;
    }
  }

  /// Tells whether the server stops or is about to.
  ///
  /// @return whether the signal has been announced or given
  public boolean isAnnounced() {
    return announced || given;
  }

  /// Gives the signal, and does not wait for what it sets off. Does nothing the second time. Called
  /// by whoever stops the server.
  public void give() {
    List<Listener> told;
    synchronized (listeners) {
      if (!possible || given) {
        return;
      }
      given = true;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    if (!told.isEmpty()) {
      // A virtual thread runs on the scheduler of the thread that starts it, which may be the event
      // loop of a server that is about to end.
      Thread.ofPlatform().daemon().name("lodestar-stop-signal").start(() -> tell(told));
    }
  }

  private static void tell(List<Listener> listeners) {
    for (var listener : listeners) {
      Thread.ofVirtual().name("lodestar-stop-signal").start(() -> run(listener.action));
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error failure) {
      LoggerFactory.getLogger("dev.lodestar.request").error("stop_action_failed", failure);
    }
  }

  /// Tells whether the server has begun to stop.
  ///
  /// @return whether the signal has been given
  public boolean isGiven() {
    return given;
  }
}
