package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;

/// What answers the requests of one route. Immutable and thread-safe.
public interface Endpoint {

  /// Answers a request.
  ///
  /// @param request the request
  /// @param match what routing found for its path; a [Match.Found] unless this answers requests for
  ///   which there is no route
  /// @throws Throwable whatever the handler throws
  RenderedResponse answer(Request request, Match<?> match) throws Throwable;

  /// This endpoint with what answers its failures, for those that have some after their answer.
  default Endpoint within(ErrorBoundary boundary) {
    return this;
  }

  /// Tells what it takes and answers, once what is further inside has told; nothing by default.
  default void describe(OperationCollector operation) {}
}
