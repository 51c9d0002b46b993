package dev.lodestar.test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// A cookie that a response sets, as a client reads it (RFC 6265, section 5.2). Attributes that are
/// unknown or malformed are left out, as browsers do. Immutable and thread-safe.
///
/// @param name the name
/// @param value the value as it came
/// @param path the attribute `Path`, if it starts with `/`
/// @param domain the attribute `Domain`, in lower case and without a leading dot
/// @param maxAge the attribute `Max-Age`; zero if the header gives a negative number
/// @param expires the attribute `Expires`, if it is a date of RFC 9110, section 5.6.7
/// @param secure whether the attribute `Secure` is there
/// @param httpOnly whether the attribute `HttpOnly` is there
/// @param sameSite the attribute `SameSite` as it came, for instance `Lax`
public record ReceivedCookie(
    String name,
    String value,
    Optional<String> path,
    Optional<String> domain,
    Optional<Duration> maxAge,
    Optional<Instant> expires,
    boolean secure,
    boolean httpOnly,
    Optional<String> sameSite) {

  private static final int MAX_AGE_DIGITS = 12;

  /// Reads the value of a `Set-Cookie` header.
  ///
  /// @param headerValue for instance `theme=dark; Path=/; Max-Age=60`
  /// @return the cookie; nothing if the value does not start with `name=`
  public static Optional<ReceivedCookie> parse(String headerValue) {
    var parts = headerValue.split(";", -1);
    var equals = parts[0].indexOf('=');
    var name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> path = Optional.empty();
    Optional<String> domain = Optional.empty();
    Optional<Duration> maxAge = Optional.empty();
    Optional<Instant> expires = Optional.empty();
    var secure = false;
    var httpOnly = false;
    Optional<String> sameSite = Optional.empty();
    for (var i = 1; i < parts.length; i++) {
      var split = parts[i].indexOf('=');
      var attribute = (split < 0 ? parts[i] : parts[i].substring(0, split)).strip();
      var text = split < 0 ? "" : parts[i].substring(split + 1).strip();
      switch (attribute.toLowerCase(Locale.ROOT)) {
        case "path" -> path = text.startsWith("/") ? Optional.of(text) : Optional.empty();
        case "domain" -> domain = domain(text).or(keep(domain));
        case "max-age" -> maxAge = maxAge(text).or(keep(maxAge));
        case "expires" -> expires = date(text).or(keep(expires));
        case "secure" -> secure = true;
        case "httponly" -> httpOnly = true;
        case "samesite" -> sameSite = Optional.of(text);
        default -> {
          // unknown attributes are ignored
        }
      }
    }
    var value = parts[0].substring(equals + 1).strip();
    return Optional.of(
        new ReceivedCookie(name, value, path, domain, maxAge, expires, secure, httpOnly, sameSite));
  }

  private static <T> Supplier<Optional<T>> keep(Optional<T> earlier) {
    return () -> earlier;
  }

  private static Optional<String> domain(String text) {
    var domain = (text.startsWith(".") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    return domain.isEmpty() ? Optional.empty() : Optional.of(domain);
  }

  private static Optional<Duration> maxAge(String text) {
    var negative = text.startsWith("-");
    var digits = negative ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    if (negative) {
      return Optional.of(Duration.ZERO);
    }
    var seconds =
        digits.length() > MAX_AGE_DIGITS
            ? Long.parseLong("9".repeat(MAX_AGE_DIGITS))
            : Long.parseLong(digits);
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
