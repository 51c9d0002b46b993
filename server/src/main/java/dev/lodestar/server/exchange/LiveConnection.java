package dev.lodestar.server.exchange;

/// A connection as its event loop sees it. All methods are called there.
public interface LiveConnection {

  /// Looks for time-outs.
  ///
  /// @param now the time, as [System#nanoTime()] tells it
  void tick(long now);

  /// Closes the connection if it is idle; else when it has answered what it has been asked.
  void drain();

  /// Closes the connection at once, whatever it does.
  void interrupt();
}
