package dev.lodestar.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What trusted proxies have said about a request. Whatever is malformed counts as not said.
///
/// @param client the client; nothing if a proxy does not know it or does not tell
/// @param scheme `http` or `https`; `null` if it was not said
/// @param authority the host that was asked for; `null` if it was not said
/// @param port the port that was asked; -1 if it was not said
/// @param prefix the part of the path that was taken away
record Forwarding(
    Optional<InetAddress> client,
    @Nullable String scheme,
    @Nullable Authority authority,
    int port,
    String prefix) {
  private static final int MAX_PREFIX_LENGTH = 256;

  static Forwarding none(Optional<InetAddress> client) {
    return new Forwarding(client, null, null, -1, "");
  }

  /// Reads the headers of a request that came from a trusted proxy.
  ///
  /// @param peer the address of the proxy, if it has one
  static Forwarding of(Headers headers, TrustedProxies proxies, Optional<InetAddress> peer) {
    var read = proxies.headers();
    var prefix =
        read.contains(ForwardedHeader.X_FORWARDED_PREFIX)
            ? prefix(headers.elements(ForwardedHeader.X_FORWARDED_PREFIX.headerName()))
            : "";
    if (read.contains(ForwardedHeader.FORWARDED)) {
      return standard(headers, proxies, peer, prefix);
    }
    var walk = new ForwardedWalk(proxies, peer);
    if (read.contains(ForwardedHeader.X_FORWARDED_FOR)) {
      walk.addresses(headers.all(ForwardedHeader.X_FORWARDED_FOR.headerName()));
    }
    var host = said(headers, ForwardedHeader.X_FORWARDED_HOST, proxies, walk);
    var port = said(headers, ForwardedHeader.X_FORWARDED_PORT, proxies, walk);
    return new Forwarding(
        walk.client(),
        scheme(said(headers, ForwardedHeader.X_FORWARDED_PROTO, proxies, walk)),
        host == null ? null : Authority.parse(host),
        port == null ? -1 : Math.max(-1, Authority.port(port, 0)),
        prefix);
  }

  private static Forwarding standard(
      Headers headers, TrustedProxies proxies, Optional<InetAddress> peer, String prefix) {
    var walk = new ForwardedWalk(proxies, peer);
    walk.elements(headers.all(ForwardedHeader.FORWARDED.headerName()));
    var host = walk.host();
    return new Forwarding(
        walk.client(),
        scheme(walk.proto()),
        host == null ? null : Authority.parse(host),
        -1,
        prefix);
  }

  /// What the proxy that met the client has said, if all proxies have added to the header as they
  /// have to that of the addresses; else what the nearest proxy has.
  private static @Nullable String said(
      Headers headers, ForwardedHeader header, TrustedProxies proxies, ForwardedWalk walk) {
    if (!proxies.headers().contains(header)) {
      return null;
    }
    var values = headers.elements(header.headerName());
    if (values.isEmpty()) {
      return null;
    }
    var last = values.size() - 1;
    return values.get(values.size() == walk.count() ? last - walk.index() : last);
  }

  private static @Nullable String scheme(@Nullable String said) {
    if (said == null) {
      return null;
    }
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "http", "ws" -> "http";
      case "https", "wss" -> "https";
      default -> null;
    };
  }

  private static String prefix(List<String> values) {
    if (values.isEmpty()) {
      return "";
    }
    var path = values.getLast();
    var end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end <= MAX_PREFIX_LENGTH && isPlainPath(path, end) ? path.substring(0, end) : "";
  }

  /// A path of segments that are not empty and no dots, and of characters that mean nothing else
  /// anywhere: it becomes the start of links.
  private static boolean isPlainPath(String path, int end) {
    var start = 0;
    while (start < end) {
      if (path.charAt(start) != '/') {
        return false;
      }
      var segment = start + 1;
      start = segment;
      var dots = true;
      while (start < end && path.charAt(start) != '/') {
        if (!PercentEncoding.isUnreserved(path.charAt(start))) {
          return false;
        }
        dots &= path.charAt(start) == '.';
        start++;
      }
      if (dots) {
        return false;
      }
    }
    return true;
  }
}
