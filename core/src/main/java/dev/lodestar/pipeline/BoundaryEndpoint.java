package dev.lodestar.pipeline;

import dev.lodestar.conditional.ConditionalResponses;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;

/// Answers what an endpoint throws, and leaves out of what it answers what the client has already.
record BoundaryEndpoint(ErrorBoundary boundary, Endpoint inner) implements Endpoint {

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    ConditionalAnswers.describe(operation);
    operation.errors(boundary.handling());
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) {
    RenderedResponse answer;
    try {
      answer = inner.answer(request, match);
    } catch (Throwable failure) {
      return boundary.answer(request, failure);
    }
    return ConditionalResponses.isComparable(request, answer) ? compared(request, answer) : answer;
  }

  /// An answer that is refused was made all the same, so what follows it is done.
  private RenderedResponse compared(Request request, RenderedResponse answer) {
    try {
      return ConditionalResponses.of(request, answer);
    } catch (HttpException refusal) {
      var refused = boundary.answer(request, refusal);
      return answer.completion().map(refused::withCompletion).orElse(refused);
    }
  }
}
