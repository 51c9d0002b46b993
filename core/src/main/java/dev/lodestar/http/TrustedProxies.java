package dev.lodestar.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The proxies whose word on the client, the scheme and the host of a request is taken, and the
/// headers that they set. Immutable and thread-safe.
///
/// ```java
/// var proxies = TrustedProxies.of("10.0.0.0/8", "loopback");
/// var options = ServerOptions.defaults().withTrustedProxies(proxies);
/// ```
///
/// A header is read only if the connection comes from one of these addresses; the addresses in it
/// are walked from the last to the first, as far as they belong to proxies of this list, and the
/// first other one is the client. So what a client claims about itself never counts.
///
/// A proxy passes on the headers that it does not set, and clients can send them. So only headers
/// that the proxies really set, in each request, are to be read: `X-Forwarded-For` and
/// `X-Forwarded-Proto` unless [#reading] says otherwise.
public final class TrustedProxies {
  private static final Set<ForwardedHeader> STANDARD =
      EnumSet.of(ForwardedHeader.X_FORWARDED_FOR, ForwardedHeader.X_FORWARDED_PROTO);
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "fc00::/7",
          "fe80::/10");
  private static final TrustedProxies NONE = new TrustedProxies(List.of(), false, STANDARD);

  private final List<Network> networks;

  /// Whether whoever connects over a Unix domain socket is trusted.
  private final boolean unix;

  private final Set<ForwardedHeader> headers;

  /// The addresses that begin with the same bits.
  private record Network(byte[] address, int prefix) {
    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      var whole = prefix / 8;
      if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
        return false;
      }
      var rest = prefix % 8;
      return rest == 0 || ((address[whole] ^ other[whole]) & 0xFF) >> (8 - rest) == 0;
    }
  }

  private TrustedProxies(List<Network> networks, boolean unix, Set<ForwardedHeader> headers) {
    this.networks = List.copyOf(networks);
    this.unix = unix;
    this.headers = Collections.unmodifiableSet(headers);
  }

  /// Trusts nobody: the headers of proxies are ignored. The default.
  ///
  /// @return the empty list
  public static TrustedProxies none() {
    return NONE;
  }

  /// Trusts the proxies at some addresses.
  ///
  /// @param addresses each an IPv4 or IPv6 address, a network such as `10.0.0.0/8` or
  ///   `2001:db8::/32`, `loopback` (127.0.0.0/8 and ::1), `private` (10.0.0.0/8, 172.16.0.0/12,
  ///   192.168.0.0/16, 169.254.0.0/16, fc00::/7 and fe80::/10), or `unix`: whoever may connect to
  ///   the Unix domain socket of the server. Names are not looked up
  /// @return the list
  /// @throws IllegalArgumentException if one of them is none of these
  public static TrustedProxies of(String... addresses) {
    return of(List.of(addresses));
  }

  /// Trusts the proxies at some addresses.
  ///
  /// @param addresses as [#of(String...)] takes them
  /// @return the list
  /// @throws IllegalArgumentException if one of them is malformed
  public static TrustedProxies of(List<String> addresses) {
    var networks = new ArrayList<Network>();
    var unix = false;
    for (var address : addresses) {
      switch (address.strip().toLowerCase(Locale.ROOT)) {
        case "loopback" -> LOOPBACK.forEach(each -> networks.add(network(each)));
        case "private" -> PRIVATE.forEach(each -> networks.add(network(each)));
        case "unix" -> unix = true;
        default -> networks.add(network(address.strip()));
      }
    }
    return new TrustedProxies(networks, unix, STANDARD);
  }

  private static Network network(String text) {
    var slash = text.indexOf('/');
    var address = IpAddresses.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw malformed(text, "it has no IPv4 or IPv6 address");
    }
    var bytes = address.getAddress();
    var prefix = slash < 0 ? 8 * bytes.length : prefixLength(text.substring(slash + 1));
    if (prefix < 0 || prefix > 8 * bytes.length) {
      throw malformed(text, "the number after the slash is not one from 0 to " + 8 * bytes.length);
    }
    for (var bit = prefix; bit < 8 * bytes.length; bit++) {
      if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != 0) {
        throw malformed(text, "the address has bits behind the first " + prefix);
      }
    }
    return new Network(bytes, prefix);
  }

  private static int prefixLength(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException malformed(String text, String why) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not the address of a proxy: "
            + why
            + ". Write an address such as 10.0.0.7, a network such as 10.0.0.0/8 or 2001:db8::/32,"
            + " loopback, private or unix.");
  }

  /// Reads other headers than `X-Forwarded-For` and `X-Forwarded-Proto`.
  ///
  /// @param headers all headers that are read, and that every one of the proxies sets or removes in
  ///   each request
  /// @return the new list
  /// @throws IllegalArgumentException if there are none, or `Forwarded` is among them together with
  ///   one of the others that say the same: a proxy that sets one of the two lets clients set the
  ///   other
  public TrustedProxies reading(ForwardedHeader... headers) {
    if (headers.length == 0) {
      throw new IllegalArgumentException("Name the headers that are read, or trust nobody.");
    }
    var all = EnumSet.copyOf(List.of(headers));
    var others = EnumSet.copyOf(all);
    others.remove(ForwardedHeader.FORWARDED);
    others.remove(ForwardedHeader.X_FORWARDED_PREFIX);
    if (all.contains(ForwardedHeader.FORWARDED) && !others.isEmpty()) {
      throw new IllegalArgumentException(
          "Forwarded cannot be read together with "
              + others.iterator().next().headerName()
              + ", which says the same: a proxy that sets one of them lets clients set the other.");
    }
    return new TrustedProxies(networks, unix, all);
  }

  /// Tells whether nobody is trusted.
  ///
  /// @return `true` if the list is empty
  public boolean isEmpty() {
    return networks.isEmpty() && !unix;
  }

  /// Tells whether an address belongs to a proxy that is trusted.
  ///
  /// @param address the address
  /// @return whether it is in the list
  public boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    for (var network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }

  /// Tells whether a peer is a proxy that is trusted.
  ///
  /// @param peer the other end of a connection
  /// @return whether its address is in the list, or it came over a Unix domain socket and `unix` is
  public boolean contains(SocketAddress peer) {
    return peer instanceof InetSocketAddress internet
        ? internet.getAddress() != null && contains(internet.getAddress())
        : unix && peer instanceof UnixDomainSocketAddress;
  }

  /// Returns the headers that are read.
  ///
  /// @return the headers; unmodifiable
  public Set<ForwardedHeader> headers() {
    return headers;
  }

  /// Returns the networks and the headers that are read; `none` if nobody is trusted.
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    var text = new StringBuilder(unix ? "unix" : "");
    for (var network : networks) {
      try {
        text.append(text.isEmpty() ? "" : ", ")
            .append(InetAddress.getByAddress(network.address()).getHostAddress())
            .append('/')
            .append(network.prefix());
      } catch (java.net.UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return text.toString();
  }
}
