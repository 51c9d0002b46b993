package dev.lodestar.pipeline;

import dev.lodestar.background.Background;
import dev.lodestar.background.RequestWork;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.result.Results;
import dev.lodestar.route.Match;
import dev.lodestar.route.RouteTable;
import java.util.Optional;

/// The way of a request through the application. Immutable and thread-safe.
public final class Pipeline implements HttpApplication {
  private final RouteTable<Endpoint> routes;
  private final ErrorBoundary boundary;
  private final Background background;

  public Pipeline(RouteTable<Endpoint> routes, Results results, Background background) {
    this.routes = routes;
    this.background = background;
    this.boundary = new ErrorBoundary(results);
  }

  @Override
  public RenderedResponse handle(Request request) {
    var response = answer(request);
    var work = background.leftBy(request);
    return work.isEmpty() ? response : complete(response, work.get());
  }

  private RenderedResponse answer(Request request) {
    try {
      return dispatch(request);
    } catch (Throwable failure) {
      background.leftBy(request).ifPresent(RequestWork::discard);
      return boundary.answer(request, failure);
    }
  }

  /// Content that is produced while it is sent may leave more work.
  private static RenderedResponse complete(RenderedResponse response, RequestWork work) {
    if (!(response.body() instanceof ResponseBody.Stream) && work.endIfEmpty()) {
      return response;
    }
    return response.withCompletion(delivery -> {
      work.runTasks();
      work.deliverEvents();
    });
  }

  @Override
  public RenderedResponse refuse(HttpException failure) {
    return boundary.refuse(failure);
  }

  private RenderedResponse dispatch(Request request) throws Throwable {
    var match = routes.match(request.method(), request.path());
    return match instanceof Match.Found<Endpoint> found
        ? found.target().answer(request, found)
        : unmatched(request, match);
  }

  private static RenderedResponse unmatched(Request request, Match<Endpoint> match) {
    return switch (match) {
      case Match.Options<Endpoint>(var allowed) -> options(allowed);
      case Match.MethodNotAllowed<Endpoint>(var allowed) -> throw notAllowed(request, allowed);
      case Match.NotFound<Endpoint>() -> notFound(request);
      case Match.Malformed<Endpoint>(var reason) -> throw HttpException.badRequest(reason);
      case Match.Found<Endpoint> found ->
          throw new IllegalStateException("The route of " + found.template() + " was found.");
    };
  }

  private static RenderedResponse options(Match.AllowedMethods allowed) {
    return RenderedResponse.of(
        HttpMethod.OPTIONS,
        Status.NO_CONTENT,
        Optional.empty(),
        Headers.of("Allow", allowed.toString()),
        ResponseBody.empty());
  }

  private static HttpException notAllowed(Request request, Match.AllowedMethods allowed) {
    return HttpException.of(
            Status.METHOD_NOT_ALLOWED,
            request.method() + " is not allowed here; allowed are " + allowed + ".")
        .withHeader("Allow", allowed.toString());
  }

  /// `OPTIONS *` asks about the server, not about a path (RFC 9110, section 9.3.7).
  private static RenderedResponse notFound(Request request) {
    if (request.method() == HttpMethod.OPTIONS && request.target().equals("*")) {
      return RenderedResponse.of(
          HttpMethod.OPTIONS,
          Status.NO_CONTENT,
          Optional.empty(),
          Headers.empty(),
          ResponseBody.empty());
    }
    throw HttpException.notFound("There is no route for this path.");
  }
}
