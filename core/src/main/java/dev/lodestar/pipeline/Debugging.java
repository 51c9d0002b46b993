package dev.lodestar.pipeline;

import dev.lodestar.debug.DebugRenderer;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows server errors to clients, in debug mode.
///
/// @param plan what surrounds the handler of the route, line by line; empty where there is no route
record Debugging(DebugRenderer renderer, List<String> plan) {

  static Optional<Debugging> withoutRoute(Results results) {
    return Optional.of(new Debugging(new DebugRenderer(results), List.of()));
  }

  static Optional<Debugging> of(EndpointAssembly.RouteParts parts) {
    var plan = new ArrayList<String>();
    var route = parts.route();
    plan.add(route.method() + " " + route.path());
    plan.add("handler " + route.handler());
    for (var middleware : parts.middleware()) {
      plan.add("middleware " + middleware.getClass().getName());
    }
    for (var guard : parts.guards()) {
      plan.add("guard " + guard.getClass().getName());
    }
    return Optional.of(new Debugging(new DebugRenderer(parts.results()), List.copyOf(plan)));
  }

  RenderedResponse render(Request request, Problem problem, Headers headers, Throwable failure) {
    return renderer.render(request, problem, headers, failure, plan);
  }
}
