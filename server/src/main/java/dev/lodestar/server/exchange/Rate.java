package dev.lodestar.server.exchange;

/// Whether bytes go on fast enough, looked at now and then. Used on the event loop only.
public final class Rate {
  private static final double SECOND = 1e9;

  private final long least;
  private final long window;
  private boolean running;
  private long start;
  private long atStart;

  /// Creates a look at one direction of a connection.
  ///
  /// @param least the least bytes per second; 0 for any
  /// @param window the time over which they are counted, in nanoseconds
  public Rate(long least, long window) {
    this.least = least;
    this.window = window;
  }

  /// Tells whether too few bytes have come over a whole window.
  ///
  /// @param bytes how many have come in all
  public boolean isTooSlow(long now, long bytes) {
    return isTooSlow(now, bytes, 0);
  }

  /// Tells whether too few bytes have come over a whole window.
  ///
  /// @param bytes how many have come in all
  /// @param wanted how many per second are wanted at the moment, if that is more than always
  public boolean isTooSlow(long now, long bytes, long wanted) {
    if (!running) {
      running = true;
      start = now;
      atStart = bytes;
      return false;
    }
    if (now - start < window) {
      return false;
    }
    var slow = bytes - atStart < Math.max(least, wanted) * ((now - start) / SECOND);
    start = now;
    atStart = bytes;
    return slow;
  }

  /// Takes note that at the moment nobody waits for bytes.
  public void pause() {
    running = false;
  }
}
