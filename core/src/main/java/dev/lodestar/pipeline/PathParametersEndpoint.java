package dev.lodestar.pipeline;

import dev.lodestar.convert.Converter;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import dev.lodestar.route.Segment;
import java.util.LinkedHashMap;
import java.util.List;

/// Shows the path parameters to those who look at the request itself: functions, guards, hooks and
/// middleware.
final class PathParametersEndpoint implements Endpoint {
  private final List<Segment.Parameter> parameters;
  private final List<Converter<?>> converters;
  private final Endpoint inner;

  private PathParametersEndpoint(
      List<Segment.Parameter> parameters, List<Converter<?>> converters, Endpoint inner) {
    this.parameters = parameters;
    this.converters = converters;
    this.inner = inner;
  }

  /// Wraps an endpoint.
  ///
  /// @param parameters the parameters of the path template
  /// @param converters the converter of each of them
  static Endpoint of(
      List<Segment.Parameter> parameters, List<Converter<?>> converters, Endpoint inner) {
    return parameters.isEmpty()
        ? inner
        : new PathParametersEndpoint(List.copyOf(parameters), List.copyOf(converters), inner);
  }

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var found = (Match.Found<?>) match;
    var texts = LinkedHashMap.<String, String>newLinkedHashMap(parameters.size());
    for (var i = 0; i < parameters.size(); i++) {
      texts.put(parameters.get(i).name(), format(converters.get(i), found.value(i)));
    }
    return inner.answer(request.withPathParameters(texts), match);
  }

  private static <T> String format(Converter<T> converter, Object value) {
    @SuppressWarnings("unchecked") // the converter made the value
    var typed = (T) value;
    return converter.format(typed);
  }
}
