package dev.lodestar.server;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.UnixSocket;
import dev.lodestar.http.TrustedProxies;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;

/// Proxies that cannot connect: those that have addresses, where a server listens on a Unix domain
/// socket alone. What the options say of them would have no effect, and nobody would be told.
final class UnreachableProxies {
  private static final UnixDomainSocketAddress ANYBODY = UnixDomainSocketAddress.of("");

  private UnreachableProxies() {}

  /// Checks the options of a server that listens on a Unix domain socket.
  ///
  /// @throws IOException if they name proxies, and none of them can come
  static void check(UnixSocket socket, ServerOptions options) throws IOException {
    if (options.redirect().isPresent()) {
      // That listens on a port.
      return;
    }
    var tellers = options.proxyProtocol();
    if (areUnreachable(tellers)) {
      throw new IOException(
          "The server is to expect the PROXY protocol of "
              + tellers
              + listensAlone(socket)
              + "; name whoever connects to it with the entry 'unix' of proxyProtocol, or leave"
              + " proxyProtocol out.");
    }
    var trusted = options.trustedProxies();
    // What the PROXY protocol tells has addresses, and so have clients of HTTP/3.
    if (areUnreachable(trusted) && tellers.isEmpty() && options.http3().isEmpty()) {
      throw new IOException(
          "The server is to trust the proxies "
              + trusted
              + listensAlone(socket)
              + "; name whoever connects to it with the entry 'unix' of trustedProxies, or leave"
              + " trustedProxies out.");
    }
  }

  private static boolean areUnreachable(TrustedProxies proxies) {
    return !proxies.isEmpty() && !proxies.contains(ANYBODY);
  }

  private static String listensAlone(UnixSocket socket) {
    return ", but it listens on the Unix domain socket "
        + socket.path()
        + " alone, whose connections have no address";
  }
}
