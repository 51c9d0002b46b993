package dev.lodestar.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What caches may do with a response: the directives of `Cache-Control` (RFC 9111, section 5.2.2;
/// `immutable` of RFC 8246; `stale-while-revalidate` and `stale-if-error` of RFC 5861). Immutable
/// and thread-safe; every method returns a new object.
///
/// ```java
/// router.cacheControl(CacheControl.publicly().maxAge(Duration.ofHours(1)));
/// ```
public final class CacheControl {
  private final List<String> directives;

  private CacheControl(List<String> directives) {
    this.directives = directives;
  }

  /// Returns `no-store`: nothing may keep the response.
  ///
  /// @return the directives
  public static CacheControl noStore() {
    return new CacheControl(List.of("no-store"));
  }

  /// Returns `no-cache`: the response may be kept, but is asked about before each use.
  ///
  /// @return the directives
  public static CacheControl noCache() {
    return new CacheControl(List.of("no-cache"));
  }

  /// Returns `public`: shared caches may keep the response, also where they would not by default.
  ///
  /// @return the directives
  public static CacheControl publicly() {
    return new CacheControl(List.of("public"));
  }

  /// Returns `private`: only the client's own cache may keep the response.
  ///
  /// @return the directives
  public static CacheControl privately() {
    return new CacheControl(List.of("private"));
  }

  /// Adds `max-age`: how long the response is fresh.
  ///
  /// @param age the time, 0 or more, in whole seconds
  /// @return the new directives
  /// @throws IllegalArgumentException if the time is negative, or `max-age` is there already
  public CacheControl maxAge(Duration age) {
    return with("max-age", age);
  }

  /// Adds `s-maxage`: how long the response is fresh in shared caches.
  ///
  /// @param age the time, 0 or more, in whole seconds
  /// @return the new directives
  /// @throws IllegalArgumentException if the time is negative, or `s-maxage` is there already
  public CacheControl sharedMaxAge(Duration age) {
    return with("s-maxage", age);
  }

  /// Adds `stale-while-revalidate`: how long a stale response may be used while it is asked about.
  ///
  /// @param time the time, 0 or more, in whole seconds
  /// @return the new directives
  /// @throws IllegalArgumentException if the time is negative, or the directive is there already
  public CacheControl staleWhileRevalidate(Duration time) {
    return with("stale-while-revalidate", time);
  }

  /// Adds `stale-if-error`: how long a stale response may be used if asking fails.
  ///
  /// @param time the time, 0 or more, in whole seconds
  /// @return the new directives
  /// @throws IllegalArgumentException if the time is negative, or the directive is there already
  public CacheControl staleIfError(Duration time) {
    return with("stale-if-error", time);
  }

  /// Adds `must-revalidate`: a stale response may not be used.
  ///
  /// @return the new directives
  /// @throws IllegalArgumentException if the directive is there already
  public CacheControl mustRevalidate() {
    return with("must-revalidate", "must-revalidate");
  }

  /// Adds `proxy-revalidate`: a stale response may not be used by shared caches.
  ///
  /// @return the new directives
  /// @throws IllegalArgumentException if the directive is there already
  public CacheControl proxyRevalidate() {
    return with("proxy-revalidate", "proxy-revalidate");
  }

  /// Adds `must-understand`: only caches that know the status code may keep the response (RFC 9111,
  /// section 5.2.2.3).
  ///
  /// @return the new directives
  /// @throws IllegalArgumentException if the directive is there already
  public CacheControl mustUnderstand() {
    return with("must-understand", "must-understand");
  }

  /// Adds `no-transform`: nothing on the way may change the content.
  ///
  /// @return the new directives
  /// @throws IllegalArgumentException if the directive is there already
  public CacheControl noTransform() {
    return with("no-transform", "no-transform");
  }

  /// Adds `immutable`: the content at this address never changes.
  ///
  /// @return the new directives
  /// @throws IllegalArgumentException if the directive is there already
  public CacheControl immutable() {
    return with("immutable", "immutable");
  }

  /// Parses the value of the header, as it stands in configuration.
  ///
  /// @param text for instance `public, max-age=3600`; names in any case
  /// @return the directives
  /// @throws IllegalArgumentException if the text has no directive, one that is not among those of
  ///   this class, one twice, or one whose time is not a number of seconds
  public static CacheControl parse(String text) {
    var parsed = new CacheControl(List.of());
    for (var element : text.split(",", -1)) {
      var directive = Tokens.trim(element);
      var equals = directive.indexOf('=');
      var name = (equals < 0 ? directive : directive.substring(0, equals)).toLowerCase(Locale.ROOT);
      parsed =
          switch (name) {
            case "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error" ->
                parsed.with(name, Duration.ofSeconds(seconds(name, directive, equals)));
            case "no-store",
                "no-cache",
                "public",
                "private",
                "must-revalidate",
                "proxy-revalidate",
                "must-understand",
                "no-transform",
                "immutable" -> {
              if (equals >= 0) {
                throw new IllegalArgumentException(
                    "The directive " + name + " of Cache-Control is written without a value.");
              }
              yield parsed.with(name, name);
            }
            default ->
                throw new IllegalArgumentException(
                    "'"
                        + Tokens.printable(directive)
                        + "' is not a directive of Cache-Control; known are max-age, s-maxage,"
                        + " stale-while-revalidate, stale-if-error, no-store, no-cache, public,"
                        + " private, must-revalidate, proxy-revalidate, must-understand,"
                        + " no-transform and immutable.");
          };
    }
    return parsed;
  }

  private static long seconds(String name, String directive, int equals) {
    var value = equals < 0 ? "" : directive.substring(equals + 1);
    var isNumber =
        !value.isEmpty()
            && value.length() <= 10
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber) {
      throw new IllegalArgumentException(
          "The time of "
              + name
              + " is '"
              + Tokens.printable(value)
              + "'; expected a number of seconds, as in "
              + name
              + "=60.");
    }
    return Long.parseLong(value);
  }

  private CacheControl with(String name, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          "The time of " + name + " is " + time + "; expected 0 or more.");
    }
    return with(name, name + "=" + time.toSeconds());
  }

  private CacheControl with(String name, String directive) {
    for (var known : directives) {
      if (known.equals(name) || known.startsWith(name + "=")) {
        throw new IllegalArgumentException("The directive " + name + " is there already.");
      }
    }
    var extended = new ArrayList<>(directives);
    extended.add(directive);
    return new CacheControl(List.copyOf(extended));
  }

  /// Returns the value of the header.
  ///
  /// @return for instance `public, max-age=3600`
  public String headerValue() {
    return String.join(", ", directives);
  }

  /// Two are equal when their headers are.
  @Override
  public boolean equals(Object other) {
    return other instanceof CacheControl control && directives.equals(control.directives);
  }

  @Override
  public int hashCode() {
    return directives.hashCode();
  }

  /// Returns the value of the header.
  @Override
  public String toString() {
    return headerValue();
  }
}
