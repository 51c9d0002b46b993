package dev.lodestar.route;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One declared route: it knows in which segments its values stand and how to convert them.
final class Route<T> {
  private final HttpMethod method;
  private final PathTemplate template;
  private final T target;
  private final Object origin;
  private final Converter<?>[] converters;
  private final int[] places; // the index of each parameter's segment
  private final boolean greedy;
  private final Match.@Nullable Found<T> foundWithoutValues;

  Route(
      HttpMethod method,
      PathTemplate template,
      List<? extends Converter<?>> converters,
      T target,
      Object origin) {
    this.method = method;
    this.template = template;
    this.target = target;
    this.origin = origin;
    this.converters = converters.toArray(new Converter<?>[0]);
    this.places = new int[this.converters.length];
    var next = 0;
    var endsGreedily = false;
    for (var i = 0; i < template.segments().size(); i++) {
      if (template.segments().get(i) instanceof Segment.Parameter parameter) {
        places[next++] = i;
        endsGreedily = parameter.greedy();
      }
    }
    this.greedy = endsGreedily;
    this.foundWithoutValues = next == 0 ? new Match.Found<>(this, new Object[0]) : null;
  }

  HttpMethod method() {
    return method;
  }

  PathTemplate template() {
    return template;
  }

  T target() {
    return target;
  }

  String origin() {
    return origin.toString();
  }

  /// Converts the values of a path whose shape fits; null if a converter refuses one.
  Match.@Nullable Found<T> convert(String path, int end) {
    if (foundWithoutValues != null) {
      return foundWithoutValues;
    }
    var values = new Object[converters.length];
    var from = 1;
    var segment = 0;
    for (var i = 0; i < values.length; i++) {
      for (; segment < places[i]; segment++) {
        from = path.indexOf('/', from) + 1;
      }
      var value =
          greedy && i == values.length - 1
              ? greedyValue(converters[i], path.substring(from, end))
              : value(converters[i], path.substring(from, segmentEnd(path, from, end)));
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return new Match.Found<>(this, values);
  }

  private static int segmentEnd(String path, int from, int end) {
    var slash = path.indexOf('/', from);
    return slash < 0 ? end : slash;
  }

  private static @Nullable Object value(Converter<?> converter, String segment) {
    return parsed(converter, segment.replace(RequestPath.ENCODED_SLASH, '/'));
  }

  private static @Nullable Object greedyValue(Converter<?> converter, String tail) {
    var ambiguous = tail.indexOf(RequestPath.ENCODED_SLASH) >= 0;
    if (converter != SegmentList.CONVERTER) {
      return ambiguous ? null : parsed(converter, tail);
    }
    var segments = SegmentList.split(tail);
    if (!ambiguous) {
      return segments;
    }
    var decoded = new ArrayList<String>(segments.size());
    for (var segment : segments) {
      decoded.add(segment.replace(RequestPath.ENCODED_SLASH, '/'));
    }
    return List.copyOf(decoded);
  }

  private static @Nullable Object parsed(Converter<?> converter, String text) {
    try {
      return converter.parse(text);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
