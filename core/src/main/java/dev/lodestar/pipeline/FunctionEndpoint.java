package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;

/// Answers by calling a function from request to response.
///
/// @param function the function
/// @param writer renders its responses
public record FunctionEndpoint(RequestFunction function, ResultWriter writer) implements Endpoint {

  /// The function.
  @FunctionalInterface
  public interface RequestFunction {
    Response<?> handle(Request request) throws Exception;
  }

  @Override
  public void describe(OperationCollector operation) {
    operation.openBody();
    writer.describe(operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    return writer.write(request, function.handle(request));
  }
}
