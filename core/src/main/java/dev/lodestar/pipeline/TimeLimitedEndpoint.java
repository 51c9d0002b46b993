package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import java.time.Duration;

/// Interrupts a request that takes too long, and answers 503 in its place. A result that was there
/// in time is sent even if what follows it took too long, since dependencies have ended with it: a
/// transaction, for instance, was committed.
record TimeLimitedEndpoint(
    Duration limit, TimeLimits limits, ErrorBoundary boundary, Endpoint inner) implements Endpoint {

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var alarm = limits.interruptAfter(limit);
    request.setAttribute(TimeLimits.Alarm.OF_REQUEST, alarm);
    RenderedResponse answer;
    try {
      answer = inner.answer(request, match);
    } catch (Throwable failure) {
      var _ = alarm.cancel();
      throw failure;
    }
    if (!alarm.cancel() || (alarm.wasInTime() && answer.failure().isEmpty())) {
      return answer;
    }
    var late = boundary.answer(request, TimeLimits.exceeded(limit));
    return answer.completion().map(late::withCompletion).orElse(late);
  }
}
