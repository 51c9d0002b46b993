package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.sse.Sse;
import java.lang.reflect.Type;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes streams of events, and responses that have one or none.
///
/// @param data the declared type of the data, or of whole events
/// @param json the codecs that write the data
/// @param inResponse whether the handler makes responses itself
record EventResults(
    Results results,
    Type data,
    Json json,
    Function<Object, byte[]> encoder,
    Negotiations choices,
    boolean inResponse)
    implements ResultWriter {

  static EventResults of(
      Results results, Type data, Json json, ResultDefaults defaults, boolean inResponse) {
    var encoder = EventStreams.encoderOf(data, json);
    return new EventResults(results, data, json, encoder, new Negotiations(defaults), inResponse);
  }

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    var defaults = choices.defaults();
    return switch (result) {
      case Sse<?> events ->
          EventStreams.write(request, events, Response.empty(), encoder, defaults);
      case Response<?> response when response.entity().orElse(null) instanceof Sse<?> events ->
          EventStreams.write(request, events, response, encoder, defaults);
      case null, default -> results.write(request, result, choices);
    };
  }

  @Override
  public void describe(OperationCollector operation) {
    if (inResponse) {
      operation.open();
    }
    var status = choices.defaults().status().orElse(Status.OK);
    Answers.events(operation, status, EventStreams.shapeOf(data, json));
    Answers.orNothing(operation, choices.defaults());
  }
}
