package dev.lodestar.server.exchange;

/// A connection as its event loop sees it. All methods are called there.
public interface LiveConnection {

  /// Looks for time-outs.
  ///
  /// @param now the time, as [System#nanoTime()] tells it
  void tick(long now);

  /// Lets go of what has come of requests and messages and waits for the rest, since there is no
  /// memory left. Takes none, and closes nothing: the next tick turns the requests away.
  default void relieve() {}

  /// What [#idleUntil()] returns of one that is at work.
  long NOT_IDLE = Long.MAX_VALUE;

  /// Returns when the connection would be closed because it is idle; [#NOT_IDLE] if it is not.
  default long idleUntil() {
    return NOT_IDLE;
  }

  /// Closes the connection if it is idle; else when it has answered what it has been asked.
  void drain();

  /// Closes the connection at once, whatever it does.
  void interrupt();
}
