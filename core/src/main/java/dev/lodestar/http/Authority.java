package dev.lodestar.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A host and perhaps a port, as they stand in `Host` (RFC 9110, section 7.2).
///
/// @param host in lower case, without the dot that may end a name; IPv6 addresses are in brackets
/// @param port the port; -1 if there is none
record Authority(String host, int port) {
  private static final int MAX_LENGTH = 255;

  /// Reads an authority.
  ///
  /// @return `null` if it is malformed, has user information or no host, or is longer than a name
  ///   can be
  static @Nullable Authority parse(String text) {
    var end = hostEnd(text);
    if (end <= 0 || end > MAX_LENGTH) {
      return null;
    }
    var port = -1;
    if (end < text.length()) {
      port = text.charAt(end) == ':' ? port(text, end + 1) : -2;
      if (port == -2) {
        return null;
      }
    }
    var nameEnd = text.charAt(end - 1) == '.' ? end - 1 : end;
    return nameEnd == 0 || text.charAt(nameEnd - 1) == '.' || text.charAt(0) == '.'
        ? null
        : new Authority(text.substring(0, nameEnd).toLowerCase(Locale.ROOT), port);
  }

  /// Where the host ends; 0 if there is none.
  private static int hostEnd(String text) {
    if (text.startsWith("[")) {
      var close = text.indexOf(']');
      return close > 0 && isIpv6(text.substring(1, close)) ? close + 1 : 0;
    }
    var end = 0;
    while (end < text.length() && isHostCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && IpAddresses.parse(text) != null;
  }

  /// What a registered name consists of (RFC 3986, section 3.2.2), without percent-encoding, and
  /// without the delimiters that no name has and that could mean something where a URL is shown.
  private static boolean isHostCharacter(char c) {
    return PercentEncoding.isUnreserved(c);
  }

  /// Reads a port.
  ///
  /// @return -1 if there is none after the colon, -2 if it is malformed
  static int port(String text, int start) {
    if (start == text.length()) {
      return -1;
    }
    if (text.length() - start > 5) {
      return -2;
    }
    var port = 0;
    for (var i = start; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -2;
      }
      port = 10 * port + digit;
    }
    return port > 0 && port <= 65_535 ? port : -2;
  }
}
