package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;

/// Answers what an endpoint throws.
record BoundaryEndpoint(ErrorBoundary boundary, Endpoint inner) implements Endpoint {

  @Override
  public RenderedResponse answer(Request request, Match<?> match) {
    try {
      return inner.answer(request, match);
    } catch (Throwable failure) {
      return boundary.answer(request, failure);
    }
  }
}
