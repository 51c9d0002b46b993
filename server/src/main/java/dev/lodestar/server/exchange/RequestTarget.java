package dev.lodestar.server.exchange;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpMethod;

/// The four forms of a request target (RFC 9112, section 3.2). The application sees the origin form
/// and `*` only.
public final class RequestTarget {
  private RequestTarget() {}

  /// Returns where the authority starts in a target in absolute form; -1 for every other target.
  public static int authority(String target) {
    if (target.charAt(0) == '/') {
      return -1;
    }
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  /// Tells by [#authority(String)] whether a target is an https URL.
  public static boolean isSecure(int authority) {
    return authority == "https://".length();
  }

  /// Whether who asks for an https URL may be answered: over a connection that is not secured, a
  /// proxy alone may (RFC 9110, section 7.4).
  public static boolean speaksForHttps(Connection connection, ServerOptions options) {
    return connection.secure() || options.trustedProxies().contains(connection.remoteAddress());
  }

  /// Checks a target that is not in absolute form.
  public static void check(String target, HttpMethod method) {
    if (method == HttpMethod.CONNECT) {
      throw Refusals.connectNotImplemented();
    }
    if (target.charAt(0) == '/') {
      return;
    }
    if (!target.equals("*")) {
      throw Refusals.malformed(
          "The target of the request is neither a path that starts with '/' nor an http URL.");
    }
    if (method != HttpMethod.OPTIONS) {
      throw Refusals.malformed("The target '*' is for the method OPTIONS only.");
    }
  }

  /// Returns the host, and the port if there is one, of a target in absolute form.
  public static String host(String target, int authority) {
    var host = target.substring(authority, authorityEnd(target, authority));
    if (!FieldSyntax.isHost(host)) {
      throw Refusals.malformed("The URL in the request line has no host or a malformed one.");
    }
    return host;
  }

  /// Returns path and query of a target in absolute form.
  public static String originForm(String target, int authority, HttpMethod method) {
    if (method == HttpMethod.CONNECT) {
      throw Refusals.connectNotImplemented();
    }
    var end = authorityEnd(target, authority);
    if (end == target.length()) {
      return method == HttpMethod.OPTIONS ? "*" : "/";
    }
    return target.charAt(end) == '/' ? target.substring(end) : "/" + target.substring(end);
  }

  private static int authorityEnd(String target, int authority) {
    var end = authority;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    return end;
  }
}
