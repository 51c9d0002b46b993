package dev.lodestar.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cookies of a request (RFC 6265, section 5.4).
///
/// Reading is lenient: a pair that is not `name=value` with a token as its name is skipped, and
/// never takes the other pairs with it. Values are given as they came, but for the double quotes
/// around one; they are not percent-decoded, since that is the business of whoever set the cookie.
/// Of a name that occurs more than once the first counts, which is the one with the longest
/// matching path. Immutable and thread-safe.
public final class Cookies {
  private static final Cookies EMPTY = new Cookies(Map.of());

  private final Map<String, String> values;

  private Cookies(Map<String, String> values) {
    this.values = values;
  }

  /// Reads all `Cookie` headers.
  ///
  /// @param headers the headers of a request
  /// @return the cookies
  public static Cookies from(Headers headers) {
    var lines = headers.all("Cookie");
    if (lines.isEmpty()) {
      return EMPTY;
    }
    var values = new LinkedHashMap<String, String>();
    for (var line : lines) {
      parse(line, values);
    }
    return new Cookies(Collections.unmodifiableMap(values));
  }

  private static void parse(String line, Map<String, String> values) {
    var start = 0;
    while (start <= line.length()) {
      var end = line.indexOf(';', start);
      if (end < 0) {
        end = line.length();
      }
      var equals = line.indexOf('=', start);
      if (equals >= 0 && equals < end) {
        var name = Tokens.trim(line.substring(start, equals));
        if (Tokens.isToken(name)) {
          values.putIfAbsent(name, unquote(Tokens.trim(line.substring(equals + 1, end))));
        }
      }
      start = end + 1;
    }
  }

  private static String unquote(String value) {
    var quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /// Returns the first value of a cookie, the only one that counts.
  ///
  /// @param name the name; cookie names are case-sensitive
  /// @return the value, which may be empty text; nothing if there is no such cookie
  public Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// Returns the names, in the order in which they came.
  ///
  /// @return the distinct names
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /// Returns all cookies.
  ///
  /// @return name to value, in the order in which they came; unmodifiable
  public Map<String, String> asMap() {
    return values;
  }

  /// Returns the names; values may be secrets and are not shown.
  @Override
  public String toString() {
    return "Cookies" + names();
  }
}
