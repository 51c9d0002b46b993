package dev.lodestar.server.exchange;

/// The responses and WebSockets without an end of their own that share one connection. Each costs
/// what a connection of HTTP/1.1 costs, and counts as one; the first is counted with its
/// connection. Used on the event loop only.
public final class LastingStreams {
  private final LoopContext loop;
  private int open;

  /// Counts from nothing.
  public LastingStreams(LoopContext loop) {
    this.loop = loop;
  }

  /// Takes note of one more.
  ///
  /// @return whether there is room for it
  public boolean admit() {
    if (open > 0 && !loop.count().admitLasting()) {
      loop.load().tooManyStreams();
      return false;
    }
    open++;
    return true;
  }

  /// Takes note of the end of one that was let in.
  public void end() {
    if (--open > 0) {
      loop.count().endLasting();
    }
  }
}
