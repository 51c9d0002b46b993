package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.route.Match;
import java.time.Duration;

/// Interrupts a request that takes too long, and answers 503 in its place.
record TimeLimitedEndpoint(
    Duration limit, TimeLimits limits, ErrorBoundary boundary, Endpoint inner) implements Endpoint {

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var alarm = limits.interruptAfter(limit);
    RenderedResponse answer;
    try {
      answer = inner.answer(request, match);
    } catch (Throwable failure) {
      var _ = alarm.cancel();
      throw failure;
    }
    if (!alarm.cancel()) {
      return answer;
    }
    var late =
        boundary.answer(
            request,
            HttpException.of(
                Status.SERVICE_UNAVAILABLE,
                "The request was not answered within " + limit.toMillis() + " ms."));
    return answer.completion().map(late::withCompletion).orElse(late);
  }
}
