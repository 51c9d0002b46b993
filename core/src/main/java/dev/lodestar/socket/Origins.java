package dev.lodestar.socket;

import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Which pages may open sockets. Browsers send cookies with handshakes to any server, whatever page
/// asks for them, and tell the page's origin; nobody else is asked for one.
public final class Origins {
  private Origins() {}

  /// Lets requests pass that come from no page, from one of this server, or from an allowed one.
  ///
  /// @throws HttpException 403, for all others
  public static void check(Request request, WebSocketOptions options) {
    var told = request.headers().all("Origin");
    if (told.isEmpty()) {
      return;
    }
    var origin = told.getFirst();
    if (told.size() > 1 || !(options.allowsOrigin(origin) || isOwn(origin, request))) {
      throw HttpException.forbidden("Pages of this origin may not open the WebSocket.");
    }
  }

  /// A proxy that is not trusted may have taken TLS away, so a page of `https` may ask a server
  /// that sees `http`; what a page of `http` asks over `https` could be anybody's.
  private static boolean isOwn(String text, Request request) {
    URI origin;
    try {
      origin = new URI(text);
    } catch (URISyntaxException malformed) {
      return false;
    }
    var scheme = origin.getScheme();
    var host = origin.getHost();
    if (host == null || scheme == null || !request.hasHost()) {
      return false;
    }
    var secure = scheme.equalsIgnoreCase("https");
    if (!secure && (!scheme.equalsIgnoreCase("http") || request.scheme().equals("https"))) {
      return false;
    }
    return withoutDot(host.toLowerCase(Locale.ROOT)).equals(request.host())
        && portOf(origin.getPort(), secure)
            == portOf(request.port(), request.scheme().equals("https"));
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /// -1 for the usual one.
  private static int portOf(int port, boolean secure) {
    return port == (secure ? 443 : 80) ? -1 : port;
  }
}
