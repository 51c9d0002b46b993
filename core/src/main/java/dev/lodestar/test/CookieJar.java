package dev.lodestar.test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The cookies that a test client holds, as a browser would hold them (RFC 6265, section 5.3).
///
/// Obeyed are `Path`, `Domain`, `Max-Age`, `Expires`, `Secure` and the name prefixes `__Host-` and
/// `__Secure-`. As in browsers, a host on this machine (`localhost`, `127.0.0.1`, `[::1]`) counts
/// as secure without TLS. `SameSite` is not looked at: every request of the client comes from the
/// same site. Thread-safe.
public final class CookieJar {

  private record Key(String name, Optional<String> domain, String path) {}

  private record Entry(String value, boolean secure, Optional<Instant> expires) {}

  private final InstantSource clock;
  private final Map<Key, Entry> cookies = new LinkedHashMap<>();

  CookieJar(InstantSource clock) {
    this.clock = clock;
  }

  /// Keeps a pair from being read as several, or as another name.
  static void check(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || breaksOut(name) || breaksOut(value)) {
      throw new IllegalArgumentException(
          "The cookie '"
              + name
              + "' cannot be sent with this value; neither may have control characters or ';', nor"
              + " the name '=' or no character. What is malformed on purpose goes into the header"
              + " Cookie.");
    }
  }

  private static boolean breaksOut(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == ';');
  }

  CookieJar copy() {
    var copy = new CookieJar(clock);
    synchronized (cookies) {
      copy.cookies.putAll(cookies);
    }
    return copy;
  }

  /// Returns the value of a cookie.
  ///
  /// @param name the name; case-sensitive
  /// @return the value, of the cookie with the longest path if there are several; nothing if there
  ///   is no such cookie or it has expired
  public Optional<String> value(String name) {
    synchronized (cookies) {
      dropExpired();
      return inOrder().stream()
          .filter(cookie -> cookie.getKey().name.equals(name))
          .map(cookie -> cookie.getValue().value)
          .findFirst();
    }
  }

  /// Puts a cookie into the jar: for every path, without an end, in place of what a response has
  /// set under this name with `Path=/`.
  ///
  /// @param name the name
  /// @param value the value
  /// @throws IllegalArgumentException if the name is empty, or name or value has a control
  ///   character, `;`, or, in the name, `=`
  public void set(String name, String value) {
    check(name, value);
    synchronized (cookies) {
      cookies.put(new Key(name, Optional.empty(), "/"), new Entry(value, false, Optional.empty()));
    }
  }

  /// Removes all cookies of a name.
  ///
  /// @param name the name; case-sensitive
  public void remove(String name) {
    synchronized (cookies) {
      cookies.keySet().removeIf(key -> key.name.equals(name));
    }
  }

  /// Removes all cookies.
  public void clear() {
    synchronized (cookies) {
      cookies.clear();
    }
  }

  /// Returns the names of the cookies that have not expired.
  ///
  /// @return the distinct names, those with the longest path first
  public List<String> names() {
    synchronized (cookies) {
      dropExpired();
      return inOrder().stream().map(cookie -> cookie.getKey().name).distinct().toList();
    }
  }

  /// Takes what a response sets.
  void store(URI origin, String requestPath, ReceivedCookie cookie) {
    var host = host(origin);
    var domain = cookie.domain();
    var path = cookie.path().orElseGet(() -> defaultPath(requestPath));
    var foreign = domain.isPresent() && !isWithin(host, domain.get());
    var insecure = cookie.secure() && !isSecure(origin);
    if (foreign || insecure || breaksPrefix(cookie)) {
      return;
    }
    var key = new Key(cookie.name(), domain, path);
    var expires = cookie.maxAge().map(this::after).or(cookie::expires);
    synchronized (cookies) {
      if (expires.isPresent() && !expires.get().isAfter(clock.instant())) {
        cookies.remove(key);
      } else {
        cookies.put(key, new Entry(cookie.value(), cookie.secure(), expires));
      }
    }
  }

  /// The cookies to send, by name; of equal names the one with the longest path.
  Map<String, String> cookiesFor(URI origin, String requestPath) {
    synchronized (cookies) {
      dropExpired();
      return inOrder().stream()
          .filter(cookie -> isBelow(requestPath, cookie.getKey().path))
          .filter(cookie -> !cookie.getValue().secure || isSecure(origin))
          .collect(
              Collectors.toMap(
                  cookie -> cookie.getKey().name,
                  cookie -> cookie.getValue().value,
                  (longestPath, shorterPath) -> longestPath,
                  LinkedHashMap::new));
    }
  }

  /// Longest path first, then the earliest created (RFC 6265, section 5.4).
  private List<Map.Entry<Key, Entry>> inOrder() {
    var sorted = new ArrayList<>(cookies.entrySet());
    sorted.sort((one, other) -> other.getKey().path.length() - one.getKey().path.length());
    return sorted;
  }

  private void dropExpired() {
    var now = clock.instant();
    cookies
        .values()
        .removeIf(entry -> entry.expires.isPresent() && !entry.expires.get().isAfter(now));
  }

  private Instant after(Duration maxAge) {
    return clock.instant().plus(maxAge);
  }

  private static boolean breaksPrefix(ReceivedCookie cookie) {
    var name = cookie.name().toLowerCase(Locale.ROOT);
    if (name.startsWith("__host-")) {
      return !cookie.secure()
          || cookie.domain().isPresent()
          || !cookie.path().equals(Optional.of("/"));
    }
    return name.startsWith("__secure-") && !cookie.secure();
  }

  private static String host(URI origin) {
    return origin.getHost().toLowerCase(Locale.ROOT);
  }

  private static boolean isSecure(URI origin) {
    var host = host(origin);
    return "https".equals(origin.getScheme())
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  private static boolean isWithin(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /// RFC 6265, section 5.1.4.
  private static String defaultPath(String requestPath) {
    var slash = requestPath.lastIndexOf('/');
    return slash <= 0 ? "/" : requestPath.substring(0, slash);
  }

  /// RFC 6265, section 5.1.4.
  private static boolean isBelow(String requestPath, String path) {
    return requestPath.startsWith(path)
        && (requestPath.length() == path.length()
            || path.endsWith("/")
            || requestPath.charAt(path.length()) == '/');
  }
}
