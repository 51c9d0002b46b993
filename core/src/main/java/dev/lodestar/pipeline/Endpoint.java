package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;

/// What answers the requests of one route. Immutable and thread-safe.
public interface Endpoint {

  /// Answers a request.
  ///
  /// @param request the request
  /// @param match what routing found in its path
  /// @throws Throwable whatever the handler throws
  RenderedResponse answer(Request request, Match.Found<?> match) throws Throwable;
}
