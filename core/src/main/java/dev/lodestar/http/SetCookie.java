package dev.lodestar.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A cookie that a response sets (RFC 6265, section 4.1, with the `SameSite` attribute and name
/// prefixes of RFC 6265bis).
///
/// The defaults are the safe ones: path `/`, `HttpOnly`, `SameSite=Lax`, for the session. `Secure`
/// is off because it would keep the cookie from being set over plain HTTP; turn it on in
/// production. Immutable and thread-safe.
///
/// ```java
/// Response.noContent().cookie(SetCookie.of("theme", "dark").maxAge(Duration.ofDays(365)));
/// ```
public final class SetCookie {

  /// When a browser sends the cookie along with requests that come from other sites.
  public enum SameSite {
    /// Never.
    STRICT("Strict"),
    /// Only when the user follows a link.
    LAX("Lax"),
    /// Always; browsers want `Secure` with it.
    NONE("None");

    private final String attribute;

    SameSite(String attribute) {
      this.attribute = attribute;
    }
  }

  /// The most characters that name and value may have together; browsers ignore longer cookies
  /// without a word (RFC 6265bis, section 5.7).
  public static final int MAX_SIZE = 4096;

  /// The most characters that the path or the domain may have; browsers ignore longer attributes
  /// (RFC 6265bis, section 5.6).
  public static final int MAX_ATTRIBUTE_SIZE = 1024;

  private static final Instant FIRST_MOMENT = Instant.parse("1601-01-01T00:00:00Z");
  private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

  private final String name;
  private final String value;
  private final String path;
  private final Optional<String> domain;
  private final Optional<Duration> maxAge;
  private final boolean secure;
  private final boolean httpOnly;
  private final SameSite sameSite;
  private final Optional<Instant> expires;
  private final boolean partitioned;

  private SetCookie(
      String name,
      String value,
      String path,
      Optional<String> domain,
      Optional<Duration> maxAge,
      boolean secure,
      boolean httpOnly,
      SameSite sameSite,
      Optional<Instant> expires,
      boolean partitioned) {
    this.name = name;
    this.value = value;
    this.path = path;
    this.domain = domain;
    this.maxAge = maxAge;
    this.secure = secure;
    this.httpOnly = httpOnly;
    this.sameSite = sameSite;
    this.expires = expires;
    this.partitioned = partitioned;
  }

  /// Returns a session cookie with the safe defaults. Names that start with `__Host-` or
  /// `__Secure-`, in any case, are `Secure` from the start.
  ///
  /// @param name the name, a token
  /// @param value visible ASCII characters other than space, `"`, `,`, `;` and `\`; encode anything
  ///   else, for instance with base64url
  /// @return the cookie
  /// @throws IllegalArgumentException if the name is not a token, the value has another character,
  ///   or name and value together have more than [#MAX_SIZE] characters
  public static SetCookie of(String name, String value) {
    if (!Tokens.isToken(name)) {
      throw new IllegalArgumentException(
          "'" + Tokens.printable(name) + "' is not the name of a cookie; a name is a token.");
    }
    for (var i = 0; i < value.length(); i++) {
      if (!isValueCharacter(value.charAt(i))) {
        throw new IllegalArgumentException(
            "The value of cookie "
                + name
                + " has the character U+"
                + Tokens.hex(value.charAt(i))
                + " at index "
                + i
                + "; allowed are visible ASCII characters other than space, \", comma, semicolon"
                + " and backslash. Encode the value, for instance with base64url.");
      }
    }
    if (name.length() + value.length() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "The name and the value of cookie "
              + Tokens.printable(name)
              + " have "
              + (name.length() + value.length())
              + " characters; browsers ignore cookies with more than "
              + MAX_SIZE
              + ".");
    }
    var prefixed = hasPrefix(name, "__Host-") || hasPrefix(name, "__Secure-");
    return new SetCookie(
        name,
        value,
        "/",
        Optional.empty(),
        Optional.empty(),
        prefixed,
        true,
        SameSite.LAX,
        Optional.empty(),
        false);
  }

  /// Returns the cookie that removes a cookie: empty, with an age of zero, expired since 1970, and
  /// with the other attributes of the given one, without which browsers would not take it for the
  /// same cookie.
  ///
  /// @param cookie the cookie as it was set
  /// @return the removing cookie
  public static SetCookie removing(SetCookie cookie) {
    return new SetCookie(
        cookie.name,
        "",
        cookie.path,
        cookie.domain,
        Optional.of(Duration.ZERO),
        cookie.secure,
        cookie.httpOnly,
        cookie.sameSite,
        Optional.of(Instant.EPOCH),
        cookie.partitioned);
  }

  /// Browsers compare the prefixes without regard to case (RFC 6265bis, section 5.4).
  private static boolean hasPrefix(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static boolean isValueCharacter(char c) {
    return c > ' ' && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\';
  }

  /// Returns this cookie for the part of the site below a path.
  ///
  /// @param path the path, starting with `/`
  /// @return the new cookie
  /// @throws IllegalArgumentException if the path does not start with `/`, has a control character
  ///   or `;`, or the name starts with `__Host-`, whose path must be `/`
  public SetCookie path(String path) {
    checkAttribute("path", path);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "The path of cookie " + name + " is '" + path + "', but it has to start with '/'.");
    }
    if (hasPrefix(name, "__Host-") && !path.equals("/")) {
      throw new IllegalArgumentException(
          "The cookie " + name + " must have the path '/', since its name starts with __Host-.");
    }
    return new SetCookie(
        name, value, path, domain, maxAge, secure, httpOnly, sameSite, expires, partitioned);
  }

  /// Returns this cookie for a domain and all its subdomains.
  ///
  /// @param domain the domain
  /// @return the new cookie
  /// @throws IllegalArgumentException if the domain has a control character or `;`, is empty, or
  ///   the name starts with `__Host-`, which forbids a domain
  public SetCookie domain(String domain) {
    checkAttribute("domain", domain);
    if (domain.isEmpty() || hasPrefix(name, "__Host-")) {
      throw new IllegalArgumentException(
          domain.isEmpty()
              ? "The domain of cookie " + name + " is empty."
              : "The cookie "
                  + name
                  + " must not have a domain, since its name starts with"
                  + " __Host-.");
    }
    return new SetCookie(
        name,
        value,
        path,
        Optional.of(domain),
        maxAge,
        secure,
        httpOnly,
        sameSite,
        expires,
        partitioned);
  }

  /// Returns this cookie with a life of its own instead of the session's.
  ///
  /// @param maxAge how long it lives, rounded up to whole seconds; zero or less removes it
  /// @return the new cookie
  public SetCookie maxAge(Duration maxAge) {
    return new SetCookie(
        name,
        value,
        path,
        domain,
        Optional.of(maxAge),
        secure,
        httpOnly,
        sameSite,
        expires,
        partitioned);
  }

  /// Returns this cookie with a moment when its life ends. Where there is a [#maxAge(Duration)]
  /// too, that counts; it does not depend on the clock of the client.
  ///
  /// @param moment the moment, in whole seconds
  /// @return the new cookie
  /// @throws IllegalArgumentException if the year is not between 1601 and 9999, which browsers do
  ///   not understand
  public SetCookie expires(Instant moment) {
    if (moment.isBefore(FIRST_MOMENT) || moment.isAfter(LAST_MOMENT)) {
      throw new IllegalArgumentException(
          "The cookie "
              + name
              + " ends at "
              + moment
              + "; the year is expected to be 1601 to 9999.");
    }
    return new SetCookie(
        name,
        value,
        path,
        domain,
        maxAge,
        secure,
        httpOnly,
        sameSite,
        Optional.of(moment),
        partitioned);
  }

  /// Returns this cookie kept apart for each site that embeds the one that sets it (`Partitioned`),
  /// or not. It becomes `Secure`, since browsers refuse it otherwise.
  ///
  /// @param partitioned whether it is kept apart
  /// @return the new cookie
  public SetCookie partitioned(boolean partitioned) {
    return new SetCookie(
        name,
        value,
        path,
        domain,
        maxAge,
        secure || partitioned,
        httpOnly,
        sameSite,
        expires,
        partitioned);
  }

  /// Returns this cookie for encrypted connections only, or for all.
  ///
  /// @param secure whether browsers keep it to encrypted connections
  /// @return the new cookie
  /// @throws IllegalArgumentException if it is turned off for a name that starts with `__Host-` or
  ///   `__Secure-`, or together with `SameSite=None` or `Partitioned`
  public SetCookie secure(boolean secure) {
    if (!secure && (hasPrefix(name, "__Host-") || hasPrefix(name, "__Secure-"))) {
      throw new IllegalArgumentException(
          "The cookie "
              + name
              + " must be secure, since its name starts with __Host- or"
              + " __Secure-.");
    }
    if (!secure && sameSite == SameSite.NONE) {
      throw new IllegalArgumentException(
          "The cookie " + name + " must be secure, since it is SameSite=None.");
    }
    if (!secure && partitioned) {
      throw new IllegalArgumentException(
          "The cookie " + name + " must be secure, since it is partitioned.");
    }
    return new SetCookie(
        name, value, path, domain, maxAge, secure, httpOnly, sameSite, expires, partitioned);
  }

  /// Returns this cookie hidden from scripts, or visible to them.
  ///
  /// @param httpOnly whether scripts in the page cannot read it
  /// @return the new cookie
  public SetCookie httpOnly(boolean httpOnly) {
    return new SetCookie(
        name, value, path, domain, maxAge, secure, httpOnly, sameSite, expires, partitioned);
  }

  /// Returns this cookie with another rule for requests from other sites. `NONE` makes it `Secure`,
  /// since browsers refuse it otherwise.
  ///
  /// @param sameSite the rule
  /// @return the new cookie
  public SetCookie sameSite(SameSite sameSite) {
    return new SetCookie(
        name,
        value,
        path,
        domain,
        maxAge,
        secure || sameSite == SameSite.NONE,
        httpOnly,
        sameSite,
        expires,
        partitioned);
  }

  private void checkAttribute(String attribute, String text) {
    if (text.length() > MAX_ATTRIBUTE_SIZE) {
      throw new IllegalArgumentException(
          "The "
              + attribute
              + " of cookie "
              + name
              + " has "
              + text.length()
              + " characters; browsers ignore attributes with more than "
              + MAX_ATTRIBUTE_SIZE
              + ".");
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c >= 0x7F || c == ';') {
        throw new IllegalArgumentException(
            "The "
                + attribute
                + " of cookie "
                + name
                + " has the character U+"
                + Tokens.hex(c)
                + " at index "
                + i
                + "; allowed are visible ASCII characters other than semicolon.");
      }
    }
  }

  /// Returns the name.
  ///
  /// @return the name
  public String name() {
    return name;
  }

  /// Returns the value.
  ///
  /// @return the value
  public String value() {
    return value;
  }

  /// Returns what tells this cookie apart from others: of two cookies with the same name, path and
  /// domain a browser keeps one (RFC 6265, section 5.3).
  ///
  /// @return name, path and domain, for comparisons
  public String identity() {
    return name + ";" + path + ";" + domain.orElse("");
  }

  /// Returns the [#identity()] of a cookie, read back from its header.
  ///
  /// @param headerValue the value of a header `Set-Cookie`
  /// @return name, path and domain, for comparisons
  public static String identityOf(String headerValue) {
    var name = headerValue.substring(0, Math.max(headerValue.indexOf('='), 0));
    return name + ";" + attributeOf(headerValue, "path") + ";" + attributeOf(headerValue, "domain");
  }

  private static String attributeOf(String line, String attribute) {
    var start = line.indexOf(';');
    while (start >= 0) {
      var end = line.indexOf(';', start + 1);
      var part = line.substring(start + 1, end < 0 ? line.length() : end).strip();
      var equals = part.indexOf('=');
      if (equals == attribute.length() && part.regionMatches(true, 0, attribute, 0, equals)) {
        return part.substring(equals + 1);
      }
      start = end;
    }
    return "";
  }

  /// Returns the value of the `Set-Cookie` header.
  ///
  /// @return name, value and attributes
  public String headerValue() {
    var text = new StringBuilder(name).append('=').append(value).append("; Path=").append(path);
    domain.ifPresent(site -> text.append("; Domain=").append(site));
    maxAge.ifPresent(age ->
        text.append("; Max-Age=").append(Math.max(0, age.plusNanos(999_999_999).toSeconds())));
    expires.ifPresent(moment -> text.append("; Expires=").append(HttpDate.format(moment)));
    if (secure) {
      text.append("; Secure");
    }
    if (httpOnly) {
      text.append("; HttpOnly");
    }
    text.append("; SameSite=").append(sameSite.attribute);
    return partitioned ? text.append("; Partitioned").toString() : text.toString();
  }

  /// Returns the name and attributes with the value hidden, since cookies end up in logs.
  @Override
  public String toString() {
    return headerValue().replace(name + "=" + value + ";", name + "=***;");
  }
}
