package dev.lodestar.http;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string, read as `application/x-www-form-urlencoded`: pairs separated
/// by `&`, percent-encoded UTF-8, `+` for a space.
///
/// Absent, blank and present are three states: `?a=` and `?a` give the empty text, a name that does
/// not occur gives nothing. Repeated names keep all their values in order. Immutable and
/// thread-safe.
public final class QueryParameters {
  /// The most pairs that a query string may have.
  public static final int MAX_PAIRS = 1000;

  private static final QueryParameters EMPTY = new QueryParameters(new String[0], 0);

  /// How many pairs there is room for at first.
  private static final int USUAL_PAIRS = 4;

  /// Up to how many pairs a look at each of them costs less than a map.
  private static final int FEW_PAIRS = 16;

  /// Name and value alternate, in the order of the text.
  private final String[] pairs;

  /// How many of the strings count.
  private final int size;

  /// The values of each name, where there are too many pairs to look at each.
  private final @Nullable Map<String, List<String>> index;

  private QueryParameters(String[] pairs, int size) {
    this.pairs = pairs;
    this.size = size;
    index = size > 2 * FEW_PAIRS ? byName() : null;
  }

  /// Parses a query string.
  ///
  /// @param rawQuery what stands after `?` in the request target, without it; may be empty
  /// @return the parameters
  /// @throws HttpException 400, if a percent sign is not followed by two hexadecimal digits, the
  ///   decoded bytes are not UTF-8, or there are more than [#MAX_PAIRS] pairs
  public static QueryParameters parse(String rawQuery) {
    return parse(rawQuery, 0);
  }

  /// Parses the query string that a text ends in.
  ///
  /// @param from where it starts
  static QueryParameters parse(String text, int from) {
    if (from >= text.length()) {
      return EMPTY;
    }
    var pairs = new String[2 * USUAL_PAIRS];
    var size = 0;
    var start = from;
    while (start <= text.length()) {
      var end = text.indexOf('&', start);
      if (end < 0) {
        end = text.length();
      }
      if (end > start) {
        if (size == 2 * MAX_PAIRS) {
          throw HttpException.badRequest(
              "The query string has more than " + MAX_PAIRS + " parameters.");
        }
        if (size == pairs.length) {
          pairs = Arrays.copyOf(pairs, 2 * size);
        }
        var equals = text.indexOf('=', start);
        if (equals < 0 || equals > end) {
          equals = end;
        }
        pairs[size++] = decode(text, start, equals, "name");
        pairs[size++] = equals == end ? "" : decode(text, equals + 1, end, "value");
      }
      start = end + 1;
    }
    return new QueryParameters(pairs, size);
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
    return index == null ? indexOf(name, 0) >= 0 : index.containsKey(name);
  }

  /// Returns the first value of a parameter.
  ///
  /// @param name the decoded name; case-sensitive
  /// @return the value, empty text if it is blank; nothing if the parameter is absent
  public Optional<String> first(String name) {
    var all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
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
    return value(name, converterOf(type));
  }

  /// Returns the one value of a parameter, converted by a converter of the application's own.
  ///
  /// @param <T> the type of the value
  /// @param name the decoded name; case-sensitive
  /// @param converter reads the value
  /// @return the value; nothing if the parameter is absent
  /// @throws HttpException 400, if the converter refuses the text, or the parameter was sent more
  ///   than once
  public <T> Optional<T> value(String name, Converter<T> converter) {
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
    } catch (RuntimeException refused) {
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
    if (index != null) {
      return Collections.unmodifiableList(index.getOrDefault(name, List.of()));
    }
    var first = indexOf(name, 0);
    if (first < 0) {
      return List.of();
    }
    var next = indexOf(name, first + 2);
    if (next < 0) {
      return List.of(pairs[first + 1]);
    }
    var all = new ArrayList<String>();
    all.add(pairs[first + 1]);
    for (; next >= 0; next = indexOf(name, next + 2)) {
      all.add(pairs[next + 1]);
    }
    return Collections.unmodifiableList(all);
  }

  /// Returns the distinct names in the order in which they first occur.
  ///
  /// @return the names; unmodifiable
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (var i = 0; i < size; i += 2) {
      names.add(pairs[i]);
    }
    return Collections.unmodifiableSet(names);
  }

  /// Tells whether there is no parameter.
  ///
  /// @return `true` if there is none
  public boolean isEmpty() {
    return size == 0;
  }

  private int indexOf(String name, int from) {
    for (var i = from; i < size; i += 2) {
      if (pairs[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// The values of each name, in the order of the text.
  private Map<String, List<String>> byName() {
    var map = new LinkedHashMap<String, List<String>>();
    for (var i = 0; i < size; i += 2) {
      map.computeIfAbsent(pairs[i], _ -> new ArrayList<>(1)).add(pairs[i + 1]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QueryParameters parameters && byName().equals(parameters.byName());
  }

  @Override
  public int hashCode() {
    return byName().hashCode();
  }

  @Override
  public String toString() {
    return byName().toString();
  }
}
