package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.layer.BeforeRequest;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Place;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;

/// Asks a hook first, which may answer itself.
///
/// @param writer renders what the hook answers
record BeforeRequestEndpoint(
    BeforeRequest hook, RouteMetadata route, ResultWriter writer, Endpoint inner)
    implements Endpoint {

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    operation.open();
    StandIn.describe(hook, BeforeRequest.class, Place.Kind.HOOK, operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var early = hook.before(request, route);
    if (early == null) {
      throw new IllegalStateException(
          "The hook before the handler returned null; return Optional.empty() to go on.");
    }
    return early.isPresent() ? writer.write(request, early.get()) : inner.answer(request, match);
  }
}
