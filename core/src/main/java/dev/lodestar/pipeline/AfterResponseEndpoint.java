package dev.lodestar.pipeline;

import dev.lodestar.background.Background;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.layer.AfterResponse;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;

/// Calls a hook when the response has been sent and the background tasks of the request have run.
record AfterResponseEndpoint(AfterResponse hook, Background background, Endpoint inner)
    implements Endpoint {

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var answer = inner.answer(request, match);
    var status = answer.status();
    return answer.withCompletion(delivery -> {
      background.runTasks(request);
      call(request, status);
    });
  }

  private void call(Request request, Status status) {
    try {
      hook.after(request, status);
    } catch (Exception failure) {
      ErrorBoundary.log("after_response_failed", request, failure);
    }
  }
}
