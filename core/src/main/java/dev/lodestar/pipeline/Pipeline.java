package dev.lodestar.pipeline;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import dev.lodestar.route.RouteTable;

/// The way of a request through the application. Immutable and thread-safe.
public final class Pipeline implements HttpApplication {
  private final RouteTable<Endpoint> routes;
  private final Endpoint unmatched;
  private final ErrorBoundary boundary;

  Pipeline(RouteTable<Endpoint> routes, Endpoint unmatched, ErrorBoundary boundary) {
    this.routes = routes;
    this.unmatched = unmatched;
    this.boundary = boundary;
  }

  @Override
  public RenderedResponse handle(Request request) {
    try {
      var match = routes.match(request.method(), request.path());
      var endpoint = match instanceof Match.Found<Endpoint> found ? found.target() : unmatched;
      return endpoint.answer(request, match);
    } catch (Throwable failure) {
      return boundary.answer(request, failure);
    }
  }

  @Override
  public RenderedResponse refuse(HttpException failure) {
    return boundary.refuse(failure);
  }
}
