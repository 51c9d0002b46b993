package dev.lodestar.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a request came from and where it went, as far as the proxies in between are trusted.
///
/// @param client the address of the client, if it is known
/// @param scheme `http` or `https`
/// @param host in lower case, without the dot that may end a name; `null` if it is malformed
/// @param port the port
/// @param prefix the part of the path that a proxy has taken away
record RequestOrigin(
    Optional<InetAddress> client, String scheme, @Nullable String host, int port, String prefix) {

  static RequestOrigin of(Headers headers, Connection connection, TrustedProxies proxies) {
    var peer = addressOf(connection.remoteAddress());
    var said =
        !proxies.isEmpty() && proxies.contains(connection.remoteAddress())
            ? Forwarding.of(headers, proxies, peer)
            : Forwarding.none(peer);
    var scheme = said.scheme() == null ? connection.scheme() : said.scheme();
    var authority = said.authority() == null ? askedFor(headers, connection) : said.authority();
    if (authority == null) {
      return new RequestOrigin(said.client(), scheme, null, defaultPort(scheme), said.prefix());
    }
    var port = authority.port() >= 0 ? authority.port() : said.port();
    return new RequestOrigin(
        said.client(),
        scheme,
        authority.host(),
        port >= 0 ? port : defaultPort(scheme),
        said.prefix());
  }

  private static Optional<InetAddress> addressOf(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? Optional.ofNullable(internet.getAddress())
        : Optional.empty();
  }

  /// What the header `Host` says. Without it, as only HTTP/1.0 allows, the address that the client
  /// has connected to.
  private static @Nullable Authority askedFor(Headers headers, Connection connection) {
    var values = headers.all("Host");
    if (values.size() > 1) {
      return null;
    }
    if (!values.isEmpty() && !values.getFirst().isEmpty()) {
      return Authority.parse(values.getFirst());
    }
    return connection.localAddress() instanceof InetSocketAddress local
            && local.getAddress() != null
        ? Authority.parse(bracketed(local.getAddress()) + ":" + local.getPort())
        : new Authority("localhost", -1);
  }

  private static String bracketed(InetAddress address) {
    var text = address.getHostAddress();
    var zone = text.indexOf('%');
    var plain = zone < 0 ? text : text.substring(0, zone);
    return plain.indexOf(':') < 0 ? plain : "[" + plain + "]";
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /// Scheme, host and port, the latter if it is not the usual one.
  String text(String host) {
    return port == defaultPort(scheme) ? scheme + "://" + host : scheme + "://" + host + ":" + port;
  }
}
