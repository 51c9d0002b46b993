package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Renders results whose declared type does not say how.
record OpenResults(Results results, Type type, Negotiations choices) implements ResultWriter {

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    return results.write(request, result, choices);
  }

  @Override
  public void describe(OperationCollector operation) {
    if (EntityWriters.isOpen(type) || type == Representations.class) {
      operation.open();
    }
    Answers.open(operation, type, choices.defaults(), choices.defaults().withContent());
    Answers.orNothing(operation, choices.defaults());
  }
}
