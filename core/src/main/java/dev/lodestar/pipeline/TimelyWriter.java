package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.result.ResultWriter;
import org.jspecify.annotations.Nullable;

/// Refuses results that come after the time limit of their request, so that dependencies end with a
/// failure and not with a success that the client never sees.
public record TimelyWriter(ResultWriter results) implements ResultWriter {

  @Override
  public void describe(OperationCollector operation) {
    results.describe(operation);
  }

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    var rendered = results.write(request, result);
    TimeLimits.check(request);
    return rendered;
  }
}
