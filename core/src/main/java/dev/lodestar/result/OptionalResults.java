package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders what is in an `Optional`; nothing in it is a 404.
///
/// @param inner renders the value
record OptionalResults(ResultWriter inner) implements ResultWriter {

  @Override
  public void check(Request request) {
    inner.check(request);
  }

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    if (result instanceof Optional<?> optional && optional.isPresent()) {
      return inner.write(request, optional.get());
    }
    throw Results.absent();
  }

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    operation.refuse(Refusal.NOT_FOUND);
  }
}
