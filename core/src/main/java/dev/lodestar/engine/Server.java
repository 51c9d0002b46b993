package dev.lodestar.engine;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;

/// A running server. Thread-safe.
public interface Server extends AutoCloseable {

  /// Returns the host it listens on, as the options gave it.
  ///
  /// @return for instance `127.0.0.1`; `localhost` for a Unix domain socket
  String host();

  /// Returns the port it really listens on, also when the options asked for port 0.
  ///
  /// @return the port, 1 to 65535; 0 for a Unix domain socket
  int port();

  /// Returns the address at which a client on this machine reaches it.
  ///
  /// @return for instance `http://127.0.0.1:8080`, `https://127.0.0.1:8443`, or
  ///   `unix:/run/app.sock` for a Unix domain socket
  URI uri();

  /// Returns the port without TLS that sends clients to this server over TLS.
  ///
  /// @return the port, if the options have a [redirect][ServerOptions#redirect()]
  default OptionalInt redirectPort() {
    return OptionalInt.empty();
  }

  /// Returns the port of UDP at which clients speak HTTP/3.
  ///
  /// @return the port, if the options have [HTTP/3][ServerOptions#http3()]
  default OptionalInt http3Port() {
    return OptionalInt.empty();
  }

  /// Reads the files of the [options of TLS][TlsOptions] anew: connections that come from now on
  /// get the new certificates, those that are open go on with the old ones. The server also does so
  /// by itself when a file has changed, see [TlsOptions#reloadInterval()].
  ///
  /// @throws IOException if a file cannot be used; the message says why, and the certificates that
  ///   were in use stay
  /// @throws IllegalStateException if the server does not speak TLS, or has stopped
  default void reloadTls() throws IOException {
    throw new IllegalStateException(
        "The server does not speak TLS, so there is nothing to reload.");
  }

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
  /// request that was already on its way is still answered; then everything is closed, and handlers
  /// that still run are interrupted. Returns when that is done. Calling it again waits for the same
  /// end; an earlier deadline takes the place of the one before.
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
