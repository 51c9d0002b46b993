package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import org.jspecify.annotations.Nullable;

/// Renders problems that a handler returns.
record ProblemResults(Results results, ResultDefaults defaults) implements ResultWriter {

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    return result instanceof Problem problem
        ? results.problem(request, problem, Headers.empty())
        : EmptyResults.render(request, defaults.withoutContent());
  }

  @Override
  public void describe(OperationCollector operation) {
    Answers.problem(operation);
    Answers.orNothing(operation, defaults);
  }
}
