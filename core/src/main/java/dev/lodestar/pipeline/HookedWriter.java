package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.AfterRequest;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import org.jspecify.annotations.Nullable;

/// Shows what a handler returned to a hook before it is rendered.
///
/// @param responses renders responses as the handler's own result would be
public record HookedWriter(AfterRequest hook, ResultWriter responses) implements ResultWriter {

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
