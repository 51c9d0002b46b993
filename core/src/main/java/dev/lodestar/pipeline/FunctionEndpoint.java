package dev.lodestar.pipeline;

import dev.lodestar.convert.Converter;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;
import dev.lodestar.route.Segment;
import java.util.LinkedHashMap;
import java.util.List;

/// Answers by calling a function from request to response.
public final class FunctionEndpoint implements Endpoint {

  /// The function.
  @FunctionalInterface
  public interface RequestFunction {
    Response<?> handle(Request request) throws Exception;
  }

  private final RequestFunction function;
  private final List<Segment.Parameter> parameters;
  private final List<Converter<?>> converters;
  private final ResultWriter writer;

  /// Creates an endpoint.
  ///
  /// @param parameters the parameters of the path template
  /// @param converters the converter of each of them
  public FunctionEndpoint(
      RequestFunction function,
      List<Segment.Parameter> parameters,
      List<Converter<?>> converters,
      ResultWriter writer) {
    this.function = function;
    this.parameters = List.copyOf(parameters);
    this.converters = List.copyOf(converters);
    this.writer = writer;
  }

  @Override
  public RenderedResponse answer(Request request, Match.Found<?> match) throws Throwable {
    return writer.write(request, function.handle(withPathParameters(request, match)));
  }

  private Request withPathParameters(Request request, Match.Found<?> match) {
    if (parameters.isEmpty()) {
      return request;
    }
    var texts = LinkedHashMap.<String, String>newLinkedHashMap(parameters.size());
    for (var i = 0; i < parameters.size(); i++) {
      texts.put(parameters.get(i).name(), format(converters.get(i), match.value(i)));
    }
    return request.withPathParameters(texts);
  }

  private static <T> String format(Converter<T> converter, Object value) {
    @SuppressWarnings("unchecked") // the converter made the value
    var typed = (T) value;
    return converter.format(typed);
  }
}
