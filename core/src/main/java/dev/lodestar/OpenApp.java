package dev.lodestar;

import dev.lodestar.engine.ServerOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// An application that is started without a server, by [App#open()]; its lifespans are open until
/// this is closed. Thread-safe.
public final class OpenApp implements AutoCloseable {
  private final AppLife life;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OpenApp(AppLife life) {
    this.life = life;
  }

  static OpenApp of(AppLife life) {
    life.acquire();
    return new OpenApp(life);
  }

  /// Waits until all background tasks and all deliveries of events have ended that there are, those
  /// that began elsewhere included.
  ///
  /// @param deadline how long to wait, at most
  /// @return `false` if the time was over before, or the waiting thread was interrupted
  public boolean awaitIdle(Duration deadline) {
    return life.background().awaitIdle(deadline);
  }

  /// Closes it. If nobody else holds the application open, this waits for background tasks and
  /// events; those that have not ended at the deadline are interrupted, and logged as lost. Then
  /// the lifespans are closed, in reverse order. Does nothing the second time.
  ///
  /// @param deadline how long background tasks and events may take, at most
  /// @return `false` if something was lost, or a lifespan failed to close, which was logged
  public boolean close(Duration deadline) {
    return !closed.compareAndSet(false, true) || life.release(deadline);
  }

  /// Closes it with a deadline of 10 seconds, the default of servers.
  @Override
  public void close() {
    close(ServerOptions.defaults().shutdownTimeout());
  }
}
