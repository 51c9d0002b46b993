package dev.lodestar.http;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of a query string, read as `application/x-www-form-urlencoded`: pairs separated
/// by `&`, percent-encoded UTF-8, `+` for a space.
///
/// Absent, blank and present are three states: `?a=` and `?a` give the empty text, a name that does
/// not occur gives nothing. Repeated names keep all their values in order. Immutable and
/// thread-safe.
public final class QueryParameters {
  /// The most pairs that a query string may have.
  public static final int MAX_PAIRS = 1000;

  private static final QueryParameters EMPTY = new QueryParameters(Map.of());

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /// Parses a query string.
  ///
  /// @param rawQuery what stands after `?` in the request target, without it; may be empty
  /// @return the parameters
  /// @throws HttpException 400, if a percent sign is not followed by two hexadecimal digits, the
  ///   decoded bytes are not UTF-8, or there are more than [#MAX_PAIRS] pairs
  public static QueryParameters parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return EMPTY;
    }
    var values = new LinkedHashMap<String, List<String>>();
    var pairs = 0;
    var start = 0;
    while (start <= rawQuery.length()) {
      var end = rawQuery.indexOf('&', start);
      if (end < 0) {
        end = rawQuery.length();
      }
      if (end > start) {
        if (++pairs > MAX_PAIRS) {
          throw HttpException.badRequest(
              "The query string has more than " + MAX_PAIRS + " parameters.");
        }
        add(rawQuery, start, end, values);
      }
      start = end + 1;
    }
    return new QueryParameters(values);
  }

  private static void add(String raw, int start, int end, Map<String, List<String>> values) {
    var equals = raw.indexOf('=', start);
    if (equals < 0 || equals > end) {
      equals = end;
    }
    var name = decode(raw, start, equals, "name");
    var value = equals == end ? "" : decode(raw, equals + 1, end, "value");
    var known = values.get(name);
    if (known == null) {
      values.put(name, List.of(value));
    } else if (known.size() == 1) {
      var several = new ArrayList<>(known);
      several.add(value);
      values.put(name, several);
    } else {
      known.add(value);
    }
  }

  private static String decode(String raw, int from, int to, String part) {
    try {
      return PercentEncoding.decode(raw, from, to, true);
    } catch (IllegalArgumentException malformed) {
      throw HttpException.badRequest(
          "The query string is malformed: the "
              + part
              + " '"
              + Tokens.printable(raw.substring(from, to))
              + "' is not percent-encoded UTF-8.");
    }
  }

  /// Tells whether a parameter occurs, blank or not.
  ///
  /// @param name the decoded name; case-sensitive
  /// @return `true` if it occurs
  public boolean contains(String name) {
    return values.containsKey(name);
  }

  /// Returns the first value of a parameter.
  ///
  /// @param name the decoded name; case-sensitive
  /// @return the value, empty text if it is blank; nothing if the parameter is absent
  public Optional<String> first(String name) {
    var all = values.get(name);
    return all == null ? Optional.empty() : Optional.of(all.getFirst());
  }

  /// Returns the one value of a parameter, converted.
  ///
  /// ```java
  /// int page = request.query().value("page", Integer.class).orElse(1);
  /// ```
  ///
  /// @param <T> the type of the value
  /// @param name the decoded name; case-sensitive
  /// @param type a class that [Converters#standard()] can convert to
  /// @return the value; nothing if the parameter is absent
  /// @throws HttpException 400, if the text is not a value of the type, or the parameter was sent
  ///   more than once
  /// @throws IllegalArgumentException if the class cannot be converted to
  public <T> Optional<T> value(String name, Class<T> type) {
    var converter = converterOf(type);
    var texts = all(name);
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    if (texts.size() > 1) {
      throw HttpException.invalidInput(
          List.of(InputError.duplicate(InputSource.QUERY, name, texts.size())));
    }
    try {
      return Optional.of(converter.parse(texts.getFirst()));
    } catch (IllegalArgumentException refused) {
      throw HttpException.invalidInput(
          List.of(
              InputError.format(InputSource.QUERY, name, texts.getFirst(), converter.expected())));
    }
  }

  static <T> Converter<T> converterOf(Class<T> type) {
    return Converters.standard()
        .find(type)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "A text cannot be converted to "
                    + type.getName()
                    + "; use a simple type such as String, Integer or LocalDate."));
  }

  /// Returns all values of a parameter.
  ///
  /// @param name the decoded name; case-sensitive
  /// @return the values in order; empty if the parameter is absent
  public List<String> all(String name) {
    var all = values.get(name);
    return all == null ? List.of() : Collections.unmodifiableList(all);
  }

  /// Returns the distinct names in the order in which they first occur.
  ///
  /// @return the names; unmodifiable
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /// Tells whether there is no parameter.
  ///
  /// @return `true` if there is none
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QueryParameters parameters && values.equals(parameters.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
