package dev.lodestar.route;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.PercentEncoding;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A declared path such as `/users/{id:int}/files/{file:path}`.
///
/// - Segments are separated by `/`. The leading slash may be left out, one trailing slash is
///   dropped, and `/` or the empty text is the root.
/// - A literal is written decoded (`/café`) and compared case-sensitively. It has none of `{`, `}`,
///   `?`, `#` and `%`, no control character, and is not `.` or `..`.
/// - A parameter takes a whole segment: `{name}` or `{name:slot}`, with a name that is a Java
///   identifier and unique in the template. Spaces around name and slot type are dropped.
/// - `{name:path}` is greedy: it takes one or more segments and must be the last one.
/// - A template has at most [#MAX_SEGMENTS] segments.
public final class PathTemplate {
  /// The largest number of segments, in templates and in requests.
  public static final int MAX_SEGMENTS = 256;

  private final List<Segment> segments;
  private final List<Segment.Parameter> parameters;
  private final String text;

  PathTemplate(List<Segment> segments) {
    this.segments = List.copyOf(segments);
    var found = new ArrayList<Segment.Parameter>();
    var joined = new StringBuilder();
    for (var segment : segments) {
      joined.append('/').append(segment);
      if (segment instanceof Segment.Parameter parameter) {
        found.add(parameter);
      }
    }
    this.parameters = List.copyOf(found);
    this.text = joined.isEmpty() ? "/" : joined.toString();
  }

  /// Parses a declaration.
  ///
  /// @param declared the path as declared
  /// @param slots the slot types it may name
  /// @param problems receives every mistake, in the order of the text
  /// @return the template, or empty if there was any problem
  public static Optional<PathTemplate> parse(
      String declared, Slots slots, Consumer<RouteProblem> problems) {
    return new TemplateParser(declared, slots, problems).parse();
  }

  /// Puts the declared paths of nested layers together, for instance of router and handler, so that
  /// exactly one slash stands between them.
  public static String join(String outer, String inner) {
    var head = outer.endsWith("/") ? outer.substring(0, outer.length() - 1) : outer;
    return inner.isEmpty() || inner.equals("/")
        ? head
        : inner.startsWith("/") ? head + inner : head + "/" + inner;
  }

  /// Returns the segments in order; none for the root.
  public List<Segment> segments() {
    return segments;
  }

  /// Returns the parameters in order.
  public List<Segment.Parameter> parameters() {
    return parameters;
  }

  /// Builds the path that this template matches with the given values (a reverse URL).
  ///
  /// Each value is formatted by its converter and percent-encoded, so that a request for the result
  /// finds the same values again.
  ///
  /// @param converters the converter of each parameter, in order
  /// @param values the value of each parameter, in order
  /// @return the path, starting with `/`
  /// @throws IllegalArgumentException if there are too many or too few values, or if a value has
  ///   the wrong type or cannot stand in a path
  public String expand(List<? extends Converter<?>> converters, Object... values) {
    if (converters.size() != parameters.size() || values.length != parameters.size()) {
      throw new IllegalArgumentException(
          "The path \""
              + text
              + "\" takes "
              + count(parameters.size(), "value")
              + ", but was given "
              + count(values.length, "value")
              + (converters.size() == parameters.size()
                  ? "."
                  : " and " + count(converters.size(), "converter") + "."));
    }
    var path = new StringBuilder();
    var index = 0;
    var length = 0;
    for (var segment : segments) {
      switch (segment) {
        case Segment.Literal(var literal) -> {
          path.append('/').append(PercentEncoding.encodeSegment(literal));
          length++;
        }
        case Segment.Parameter parameter -> {
          for (var part : parts(parameter, converters.get(index), values[index])) {
            path.append('/').append(encode(parameter, part));
            length++;
          }
          index++;
        }
      }
    }
    if (length > MAX_SEGMENTS) {
      throw new IllegalArgumentException(
          "The path \""
              + text
              + "\" would have "
              + length
              + " segments with these values; "
              + MAX_SEGMENTS
              + " are allowed.");
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private List<String> parts(Segment.Parameter parameter, Converter<?> converter, Object value) {
    if (!parameter.greedy()) {
      return List.of(format(parameter, converter, value));
    }
    if (converter != SegmentList.CONVERTER) {
      return SegmentList.split(format(parameter, converter, value));
    }
    if (!(value instanceof List<?> list)) {
      throw wrongType(parameter, converter, value);
    }
    if (list.isEmpty()) {
      throw refused(parameter, "", "is empty");
    }
    var parts = new ArrayList<String>();
    for (var part : list) {
      if (!(part instanceof String string)) {
        throw wrongType(parameter, converter, value);
      }
      parts.add(string);
    }
    return parts;
  }

  /// A text is only as good as the way back: what the converter does not read again is refused here
  /// and not by a 404 later.
  private <V> String format(Segment.Parameter parameter, Converter<V> converter, Object value) {
    try {
      @SuppressWarnings("unchecked") // either the converter's own cast or the way back checks it
      var typed = (V) value;
      var formatted = converter.format(typed);
      var _ = converter.parse(formatted);
      return formatted;
    } catch (ClassCastException | IllegalArgumentException | DateTimeException e) {
      throw wrongType(parameter, converter, value);
    }
  }

  private IllegalArgumentException wrongType(
      Segment.Parameter parameter, Converter<?> converter, Object value) {
    return new IllegalArgumentException(
        "The path parameter \""
            + parameter.name()
            + "\" of \""
            + text
            + "\" takes "
            + converter.expected()
            + ", not a value of "
            + value.getClass().getName()
            + ".");
  }

  private String encode(Segment.Parameter parameter, String part) {
    var fault = SegmentText.fault(part);
    if (fault != null) {
      throw refused(parameter, part, fault);
    }
    return PercentEncoding.encodeSegment(part);
  }

  private IllegalArgumentException refused(Segment.Parameter parameter, String part, String fault) {
    return new IllegalArgumentException(
        "The path parameter \""
            + parameter.name()
            + "\" of \""
            + text
            + "\" cannot have the value \""
            + part
            + "\", because the segment "
            + fault
            + ".");
  }

  /// Returns the template in its normal form: leading slash, no trailing slash, no extra spaces.
  @Override
  public String toString() {
    return text;
  }
}
