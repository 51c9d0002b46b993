package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Place;
import dev.lodestar.operation.Refusal;
import dev.lodestar.route.Match;
import java.util.List;

/// Lets requests in that no guard refuses.
record GuardedEndpoint(Guard[] guards, RouteMetadata route, Endpoint inner) implements Endpoint {

  static Endpoint of(List<Guard> guards, RouteMetadata route, Endpoint inner) {
    return guards.isEmpty()
        ? inner
        : new GuardedEndpoint(guards.toArray(Guard[]::new), route, inner);
  }

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    for (var guard : guards) {
      StandIn.describe(guard, Guard.class, Place.Kind.GUARD, operation);
    }
    operation.refuse(Refusal.FORBIDDEN);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    for (var guard : guards) {
      guard.check(request, route);
    }
    return inner.answer(request, match);
  }
}
