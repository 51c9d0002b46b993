package dev.lodestar.server;

import dev.lodestar.http.TrustedProxies;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/// Who has to begin with a header of the PROXY protocol, and who did not. That is said at most
/// every ten seconds: whoever gets to the port past a proxy may do so without end. Thread-safe.
final class ProxyHeaders {
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final TrustedProxies proxies;
  private final AtomicLong missing = new AtomicLong();
  private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

  ProxyHeaders(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /// Tells whether a peer has to begin with a header.
  boolean areExpectedOf(SocketAddress peer) {
    return proxies.contains(peer);
  }

  /// Takes note of a connection that is closed because it did not.
  ///
  /// @param why what is wrong with what came
  void miss(SocketAddress proxy, String why) {
    missing.incrementAndGet();
    var now = System.nanoTime();
    var due = nextLog.get();
    if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_INTERVAL)) {
      LoggerFactory.getLogger(ProxyHeaders.class)
          .warn(
              "proxy_header_missing count={} The last connection was from {}, and is closed: it has"
                  + " to begin with a header of the PROXY protocol, and does not: {}.",
              missing.getAndSet(0),
              proxy,
              why);
    }
  }
}
