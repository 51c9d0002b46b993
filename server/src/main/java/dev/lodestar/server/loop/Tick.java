package dev.lodestar.server.loop;

/// What an event loop does again and again while it is on. It takes no memory, so that it goes on
/// when there is none, whatever becomes of one run. Used on the loop only.
public final class Tick implements Runnable {
  private final Loop loop;
  private final long interval;
  private final Runnable task;
  private boolean on;
  private long due;

  /// Creates one that is off.
  ///
  /// @param interval how many nanoseconds after one run the next is due
  Tick(Loop loop, long interval, Runnable task) {
    this.loop = loop;
    this.interval = interval;
    this.task = task;
  }

  /// Tells whether it is on.
  public boolean isOn() {
    return on;
  }

  /// Turns it on. The first run is due after the interval.
  public void start() {
    on = true;
    await();
  }

  /// Turns it off.
  public void stop() {
    on = false;
  }

  /// When the next run is due, in the time of the loop, while it is on.
  long due() {
    return due;
  }

  boolean isDue(long now) {
    return on && now - due >= 0;
  }

  @Override
  public void run() {
    try {
      task.run();
    } finally {
      await();
    }
  }

  private void await() {
    due = loop.time() + interval;
  }
}
