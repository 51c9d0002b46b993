package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.route.Match;
import java.time.Duration;

/// Interrupts a request that takes too long, and answers 503 in its place. What the interruption
/// breaks is answered so by the error boundary further inside; what returns nevertheless, here. A
/// result that was there in time is sent even if what follows it took too long, since dependencies
/// have ended with it: a transaction, for instance, was committed.
record TimeLimitedEndpoint(
    Duration limit, TimeLimits limits, ErrorBoundary boundary, Endpoint inner) implements Endpoint {

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    operation.refuse(Refusal.TOO_SLOW);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var alarm = limits.interruptAfter(limit, request);
    RenderedResponse answer;
    try {
      answer = inner.answer(request, match);
    } catch (Throwable failure) {
      var _ = alarm.cancel();
      throw failure;
    }
    var sent = alarm.isAnswered() || (alarm.wasInTime() && answer.failure().isEmpty());
    if (!alarm.cancel() || sent) {
      return answer;
    }
    var late = boundary.answer(request, alarm.failure(null));
    return answer.completion().map(late::withCompletion).orElse(late);
  }
}
