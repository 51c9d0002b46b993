package dev.lodestar.benchmarks.mixed;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;

/// Where a server listens, and how it is spoken to.
///
/// @param address a loopback address
/// @param tls what makes connections secure; empty if they are not
record Endpoint(InetSocketAddress address, Optional<SSLContext> tls) {

  /// The two of one server.
  ///
  /// @param plain without TLS
  /// @param secure with it
  record Both(Endpoint plain, Endpoint secure) {
    Endpoint any(Random random) {
      return random.nextInt(3) == 0 ? secure : plain;
    }
  }
}
