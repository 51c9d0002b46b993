package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.AfterRequest;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Place;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import org.jspecify.annotations.Nullable;

/// Shows what a handler returned to a hook before it is rendered.
///
/// @param told renders the handler's results where there is no hook
/// @param responses renders responses as the handler's own result would be
public record HookedWriter(AfterRequest hook, ResultWriter told, ResultWriter responses)
    implements ResultWriter {

  @Override
  public void describe(OperationCollector operation) {
    told.describe(operation);
    operation.open();
    StandIn.describe(hook, AfterRequest.class, Place.Kind.HOOK, operation);
  }

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    Response<?> response;
    Results.closeAtEnd(request, result);
    try {
      response = hook.after(request, Results.responseOf(result));
    } catch (Exception failure) {
      throw Unwrapped.of(failure);
    }
    if (response == null) {
      throw new IllegalStateException(
          "The hook after the handler returned null; return the response it was given, or another"
              + " one.");
    }
    return responses.write(request, response);
  }
}
