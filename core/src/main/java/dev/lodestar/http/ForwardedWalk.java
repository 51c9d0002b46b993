package dev.lodestar.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks from the server towards the client, along the addresses that proxies have noted, for as
/// long as each is that of a proxy that is trusted. What lies behind the first other one was
/// written by strangers, and is not looked at. Used once.
final class ForwardedWalk {
  /// The most proxies on the way.
  private static final int MAX_HOPS = 32;

  private final TrustedProxies proxies;
  private Optional<InetAddress> client;
  private boolean arrived;

  /// How many elements have been looked at.
  private int hops;

  /// How many elements there are.
  private int count;

  private @Nullable String host;
  private @Nullable String proto;

  /// Begins at the proxy that has connected to the server.
  ForwardedWalk(TrustedProxies proxies, Optional<InetAddress> peer) {
    this.proxies = proxies;
    this.client = peer;
  }

  /// The address at which the walk has ended; nothing if what stood there was none.
  Optional<InetAddress> client() {
    return client;
  }

  int count() {
    return count;
  }

  /// The place of the element at which the walk has ended, counted from the last one, which is 0.
  int index() {
    return Math.max(0, hops - 1);
  }

  /// The host that the element at which the walk has ended names.
  @Nullable String host() {
    return host;
  }

  /// The scheme that the element at which the walk has ended names.
  @Nullable String proto() {
    return proto;
  }

  /// Walks along lines of addresses.
  void addresses(List<String> lines) {
    for (var line : lines.reversed()) {
      var end = line.length();
      while (end >= 0) {
        var comma = line.lastIndexOf(',', end - 1);
        var element = line.substring(comma + 1, end).strip();
        if (!element.isEmpty()) {
          count++;
          step(element);
        }
        end = comma;
      }
    }
  }

  private void step(String node) {
    if (arrived) {
      return;
    }
    hops++;
    var address = hops > MAX_HOPS ? null : addressOf(node);
    client = Optional.ofNullable(address);
    arrived = address == null || !proxies.contains(address);
  }

  /// The address of a node, which may have a port; one of IPv6 may be in brackets.
  ///
  /// @return `null` if the node is unknown, hidden or malformed
  private static @Nullable InetAddress addressOf(String node) {
    if (node.startsWith("[")) {
      var close = node.indexOf(']');
      return close < 0 || !isPort(node, close + 1)
          ? null
          : IpAddresses.parse(node.substring(1, close));
    }
    var colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':')
        ? isPort(node, colon) ? IpAddresses.parse(node.substring(0, colon)) : null
        : IpAddresses.parse(node);
  }

  /// A port may be hidden, too (RFC 7239, section 6), and nobody looks at it.
  private static boolean isPort(String node, int start) {
    return start == node.length() || node.charAt(start) == ':';
  }

  /// Walks along lines of `Forwarded`.
  void elements(List<String> lines) {
    for (var line : lines.reversed()) {
      var end = line.length();
      while (end >= 0 && !arrived) {
        var start = elementStart(line, end);
        var element = line.substring(Math.max(0, start), end).strip();
        if (start < 0) {
          step("");
        } else if (!element.isEmpty()) {
          step(new Element(element));
        }
        end = start - 1;
      }
    }
  }

  private void step(Element element) {
    step(element.isMalformed ? "" : element.node);
    host = element.isMalformed ? null : element.host;
    proto = element.isMalformed ? null : element.proto;
  }

  /// Where the element starts that ends somewhere: behind the comma before it that is not quoted.
  ///
  /// @return -1 if a quote has no other end
  private static int elementStart(String line, int end) {
    var position = end - 1;
    while (position >= 0 && line.charAt(position) != ',') {
      if (line.charAt(position) == '"') {
        position = line.lastIndexOf('"', position - 1);
        if (position < 0) {
          return -1;
        }
      }
      position--;
    }
    return position + 1;
  }

  /// One element of `Forwarded`: pairs that are separated by semicolons (RFC 7239, section 4).
  private static final class Element {
    private String node = "";
    private @Nullable String host;
    private @Nullable String proto;
    private boolean isMalformed;

    Element(String text) {
      var start = 0;
      while (start <= text.length() && !isMalformed) {
        var end = pairEnd(text, start);
        var pair = text.substring(start, end).strip();
        if (!pair.isEmpty()) {
          read(pair);
        }
        start = end + 1;
      }
    }

    private static int pairEnd(String text, int start) {
      var quoted = false;
      var end = start;
      while (end < text.length() && (quoted || text.charAt(end) != ';')) {
        quoted ^= text.charAt(end) == '"';
        end++;
      }
      return end;
    }

    private void read(String pair) {
      var equals = pair.indexOf('=');
      var value = equals < 0 ? null : unquoted(pair.substring(equals + 1));
      if (value == null) {
        isMalformed = true;
        return;
      }
      var name = pair.substring(0, equals);
      if (name.equalsIgnoreCase("for")) {
        isMalformed = !node.isEmpty();
        node = value;
      } else if (name.equalsIgnoreCase("host")) {
        isMalformed = host != null;
        host = value;
      } else if (name.equalsIgnoreCase("proto")) {
        isMalformed = proto != null;
        proto = value;
      }
    }

    /// The value without its quotes. Nothing that is read here has to be escaped.
    private static @Nullable String unquoted(String value) {
      var isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
      var content = isQuoted ? value.substring(1, value.length() - 1) : value;
      return content.indexOf('"') >= 0 || content.indexOf('\\') >= 0 ? null : content;
    }
  }
}
