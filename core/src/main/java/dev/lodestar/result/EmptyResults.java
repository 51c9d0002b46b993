package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.OperationCollector;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers without content, for handlers that return nothing.
record EmptyResults(ResultDefaults defaults) implements ResultWriter {

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    return render(request, defaults.withoutContent());
  }

  @Override
  public void describe(OperationCollector operation) {
    operation.answer(AnswerPlan.of(defaults.withoutContent(), List.of()));
  }

  static RenderedResponse render(Request request, Status status) {
    return RenderedResponse.of(
        request.method(), status, Optional.empty(), Headers.empty(), ResponseBody.empty());
  }
}
