package dev.lodestar.http;

import java.net.IDN;
import java.net.URI;
import java.util.Optional;

/// An address in a response, relative or absolute, as the header `Location` carries it: a URI
/// reference of ASCII (RFC 3986). Immutable and thread-safe.
///
/// ```java
/// Location.of("/suche").query("q", "grüße & küsse");   // /suche?q=gr%C3%BC%C3%9Fe%20%26%20k%C3%BCsse
/// Location.fromClient(request.query().first("next").orElse(""), "/home");
/// ```
public final class Location {
  private final String text;

  private Location(String text) {
    this.text = text;
  }

  /// Returns an address. What cannot stand in one, such as spaces, control characters, quotes,
  /// backslashes and everything beyond ASCII, is percent-encoded, so that no text can end the
  /// header; a host beyond ASCII gets its ASCII form. Escapes that are there already stay.
  ///
  /// Whatever the text is, the client goes there: for texts that came from a client use
  /// [#fromClient(String, String)].
  ///
  /// @param text a URI or IRI, or a reference such as `/widgets`, `?page=2` or `../up`
  /// @return the address
  /// @throws IllegalArgumentException if there is an unpaired surrogate, or a host that has no
  ///   ASCII form
  public static Location of(String text) {
    return new Location(PercentEncoding.encodeRest(withAsciiHost(text)));
  }

  /// Returns an address.
  ///
  /// @param uri the address
  /// @return the address in ASCII
  public static Location of(URI uri) {
    return of(uri.toString());
  }

  /// Returns where a client asked to go, if that is within the same origin, else a default. A login
  /// page that sends its users back to where they came from uses this: with any other target it
  /// would lend its good name to every address that somebody puts into a link.
  ///
  /// Within the same origin is what is a path for sure: it starts with one `/`, which no second
  /// slash or backslash follows, plain or percent-encoded, and it has no backslash and no control
  /// character anywhere, since browsers read or drop those. So `//evil.example`, `/\\evil.example`,
  /// `https:evil.example`, `@evil.example` and a slash before a tab and a slash are not.
  ///
  /// @param target what the client sent, decoded once
  /// @param otherwise where to go instead, the application's own choice
  /// @return the one or the other
  public static Location fromClient(String target, String otherwise) {
    return isLocal(target) ? of(target) : of(otherwise);
  }

  /// Returns where a client asked to go, if that is within the same origin, as [#fromClient(String,
  /// String)] says.
  ///
  /// @param target what the client sent, decoded once
  /// @return the address
  /// @throws HttpException 400, if the target is somewhere else
  public static Location fromClient(String target) {
    if (!isLocal(target)) {
      throw HttpException.badRequest(
          "The address to go to is not a path of this site; it has to start with one '/'.");
    }
    return of(target);
  }

  /// Tells whether a target is a path within the same origin, as [#fromClient(String, String)]
  /// says.
  ///
  /// @param target the target
  /// @return `true` if it is
  public static boolean isLocal(String target) {
    if (!target.startsWith("/") || startsAuthority(target)) {
      return false;
    }
    for (var i = 0; i < target.length(); i++) {
      var c = target.charAt(i);
      if (c == '\\' || Character.isISOControl(c)) {
        return false;
      }
      var paired =
          Character.isHighSurrogate(c)
              && i + 1 < target.length()
              && Character.isLowSurrogate(target.charAt(i + 1));
      if (paired) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsAuthority(String target) {
    return target.startsWith("/", 1)
        || target.startsWith("\\", 1)
        || target.regionMatches(true, 1, "%2f", 0, 3)
        || target.regionMatches(true, 1, "%5c", 0, 3);
  }

  /// Returns this address with a parameter added to its query, before the fragment if there is one.
  /// Names and values are encoded.
  ///
  /// @param name the name
  /// @param values the values, each of which becomes a parameter; none changes nothing
  /// @return the new address
  /// @throws IllegalArgumentException if there is an unpaired surrogate
  public Location query(String name, Object... values) {
    var hash = text.indexOf('#');
    var end = hash < 0 ? text.length() : hash;
    var changed = new StringBuilder(text).delete(end, text.length());
    for (var value : values) {
      var question = changed.indexOf("?");
      if (question < 0) {
        changed.append('?');
      } else if (question < changed.length() - 1 && changed.charAt(changed.length() - 1) != '&') {
        changed.append('&');
      }
      changed
          .append(PercentEncoding.encodeQueryComponent(name))
          .append('=')
          .append(PercentEncoding.encodeQueryComponent(value.toString()));
    }
    return new Location(changed.append(text, end, text.length()).toString());
  }

  /// Returns this address with a fragment instead of the one that it may have.
  ///
  /// @param fragment the fragment, not encoded, without `#`
  /// @return the new address
  /// @throws IllegalArgumentException if there is an unpaired surrogate
  public Location fragment(String fragment) {
    var hash = text.indexOf('#');
    var start = hash < 0 ? text : text.substring(0, hash);
    return new Location(start + "#" + PercentEncoding.encodeQueryComponent(fragment));
  }

  private static String withAsciiHost(String text) {
    var start = hostStart(text);
    if (start.isEmpty()) {
      return text;
    }
    var end = start.get();
    while (end < text.length() && "/?#:\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    var host = text.substring(start.get(), end);
    return isAscii(host)
        ? text
        : text.substring(0, start.get()) + IDN.toASCII(host) + text.substring(end);
  }

  /// Where the host starts: behind `//`, with or without a scheme, and behind what names a user.
  private static Optional<Integer> hostStart(String text) {
    var slashes = text.indexOf("//");
    if (slashes < 0 || !isScheme(text, slashes)) {
      return Optional.empty();
    }
    var start = slashes + 2;
    for (var i = start; i < text.length() && "/?#\\".indexOf(text.charAt(i)) < 0; i++) {
      if (text.charAt(i) == '@') {
        start = i + 1;
      }
    }
    return Optional.of(start);
  }

  private static boolean isScheme(String text, int end) {
    if (end == 0) {
      return true;
    }
    for (var i = 0; i < end - 1; i++) {
      var c = text.charAt(i);
      if (!(c < 128 && Character.isLetterOrDigit(c)) && "+-.".indexOf(c) < 0) {
        return false;
      }
    }
    return text.charAt(end - 1) == ':';
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /// Two are equal when their texts are.
  @Override
  public boolean equals(Object other) {
    return other instanceof Location location && text.equals(location.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// Returns the address as the header carries it.
  @Override
  public String toString() {
    return text;
  }
}
