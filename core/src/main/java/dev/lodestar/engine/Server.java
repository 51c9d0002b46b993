package dev.lodestar.engine;

import java.net.URI;
import java.time.Duration;

/// A running server. Thread-safe.
public interface Server extends AutoCloseable {

  /// Returns the host it listens on, as the options gave it.
  ///
  /// @return for instance `127.0.0.1`
  String host();

  /// Returns the port it really listens on, also when the options asked for port 0.
  ///
  /// @return the port, 1 to 65535
  int port();

  /// Returns the address at which a client on this machine reaches it.
  ///
  /// @return for instance `http://127.0.0.1:8080`
  URI uri();

  /// Tells whether the server has been told to stop. It may still accept connections, see
  /// [ServerOptions#shutdownDelay()], and answers requests in flight.
  ///
  /// @return also `true` when it has stopped
  boolean isStopping();

  /// Says that the server will be stopped soon: [#isStopping()] is `true` from now on, and
  /// responses say `Connection: close`; connections are still accepted and requests answered.
  void announceStop();

  /// Stops: no new connection is accepted, requests in flight are answered and completions of
  /// responses run until the deadline, idle connections are closed after a moment, in which a
  /// request that was already on its way is still answered; then everything is closed. Returns when
  /// that is done. Calling it again waits for the same end; an earlier deadline takes the place of
  /// the one before.
  ///
  /// @param deadline how long requests in flight and completions may take, at most
  /// @return `true` if every request was answered and every completion ended in time
  boolean stop(Duration deadline);

  /// Stops with the deadline of the options, after the delay of the options.
  @Override
  void close();

  /// Waits until the server has been stopped by somebody else.
  ///
  /// @throws InterruptedException if the waiting thread is interrupted
  void awaitStop() throws InterruptedException;
}
