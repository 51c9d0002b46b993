package dev.lodestar.dev.proxy;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which header fields go on, and which belong to one connection (RFC 9110, section 7.6.1).
final class Fields {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length");

  /// Those that the engine writes itself.
  private static final Set<String> OF_THE_ENGINE = Set.of("content-type", "date");

  private static final Set<String> OF_THE_HANDSHAKE =
      Set.of(
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-extensions",
          "sec-websocket-protocol",
          "sec-websocket-accept");

  /// What proxies say of their clients.
  private static final Set<String> OF_CLIENTS =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-prefix");

  private Fields() {}

  /// The fields of a request for an upstream: all end-to-end ones, and what the client is.
  static String ofRequest(Request request, boolean identity) {
    var dropped = new HashSet<>(named(request.headers()));
    dropped.addAll(OF_THE_CONNECTION);
    dropped.addAll(OF_THE_HANDSHAKE);
    dropped.add("host");
    dropped.add("expect");
    if (identity) {
      dropped.add("accept-encoding");
    }
    var isLocal =
        request.connection().remoteAddress() instanceof InetSocketAddress peer
            && peer.getAddress().isLoopbackAddress();
    if (!isLocal) {
      // Only a proxy on this machine, such as a tunnel, is believed what it says of its clients.
      dropped.addAll(OF_CLIENTS);
    }
    var fields = new StringBuilder(256);
    var host = request.headers().first("Host", "localhost");
    add(fields, "Host", host);
    request
        .headers()
        .forEach((name, value) -> {
          if (!dropped.contains(name.toLowerCase(Locale.ROOT))
              && !name.equalsIgnoreCase("x-forwarded-for")) {
            add(fields, name, value);
          }
        });
    if (identity) {
      add(fields, "Accept-Encoding", "identity");
    }
    addClient(fields, request, host, dropped);
    return fields.toString();
  }

  private static void addClient(
      StringBuilder fields, Request request, String host, Set<String> dropped) {
    var headers = request.headers();
    if (isTold(headers, dropped, "Forwarded")) {
      return; // told in the other way already
    }
    var before =
        isTold(headers, dropped, "X-Forwarded-For")
            ? String.join(", ", headers.all("X-Forwarded-For"))
            : "";
    var client =
        request.connection().remoteAddress() instanceof InetSocketAddress peer
            ? peer.getAddress().getHostAddress()
            : "127.0.0.1";
    var zone = client.indexOf('%');
    client = zone < 0 ? client : client.substring(0, zone);
    add(fields, "X-Forwarded-For", before.isEmpty() ? client : before + ", " + client);
    if (!isTold(headers, dropped, "X-Forwarded-Proto")) {
      add(fields, "X-Forwarded-Proto", request.connection().scheme());
    }
    if (!isTold(headers, dropped, "X-Forwarded-Host")) {
      add(fields, "X-Forwarded-Host", host);
    }
  }

  /// What a client names in `Connection`, or must not say, has not been said.
  private static boolean isTold(Headers headers, Set<String> dropped, String name) {
    return headers.contains(name) && !dropped.contains(name.toLowerCase(Locale.ROOT));
  }

  /// The fields of a response for the client, but for those that the engine writes.
  static Headers ofResponse(Headers headers) {
    var dropped = named(headers);
    var kept = Headers.builder();
    headers.forEach((name, value) -> {
      var key = name.toLowerCase(Locale.ROOT);
      if (!dropped.contains(key)
          && !OF_THE_CONNECTION.contains(key)
          && !OF_THE_ENGINE.contains(key)
          && !OF_THE_HANDSHAKE.contains(key)
          && !key.equals(DevProxy.NO_ROUTE)) {
        kept.add(name, value);
      }
    });
    return kept.build();
  }

  private static Set<String> named(Headers headers) {
    var named = new HashSet<String>();
    headers.elements("Connection").forEach(name -> named.add(name.toLowerCase(Locale.ROOT)));
    return named;
  }

  private static void add(StringBuilder fields, String name, String value) {
    fields.append(name).append(": ").append(value).append("\r\n");
  }
}
