package dev.lodestar.pipeline;

import dev.lodestar.background.Background;
import dev.lodestar.background.RequestWork;
import dev.lodestar.development.Development;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.log.LogContext;
import dev.lodestar.route.Match;
import dev.lodestar.route.PathTemplate;
import java.util.Optional;

/// The way of a request through the application. Immutable and thread-safe.
public final class Pipeline implements HttpApplication {
  private final Routing routes;
  private final Endpoint unmatched;
  private final ErrorBoundary boundary;
  private final Background background;

  /// Whether any route says how its bodies are received, so that it is worth looking for it.
  private final boolean plansBodies;

  /// Whether the process belongs to the developer loop.
  private final boolean marksMissingRoutes = System.getProperty(Development.PROPERTY) != null;

  Pipeline(
      Routing routes,
      Endpoint unmatched,
      ErrorBoundary boundary,
      boolean plansBodies,
      Background background) {
    this.routes = routes;
    this.unmatched = unmatched;
    this.boundary = boundary;
    this.plansBodies = plansBodies;
    this.background = background;
  }

  @Override
  public RenderedResponse handle(Request request) {
    return LogContext.call(request, new Handling(this, request));
  }

  /// No lambda expression, whose class would be made when the first request comes.
  private record Handling(Pipeline pipeline, Request request)
      implements ScopedValue.CallableOp<RenderedResponse, RuntimeException> {
    @Override
    public RenderedResponse call() {
      return pipeline.handleInContext(request);
    }
  }

  private RenderedResponse handleInContext(Request request) {
    var response = inContext(request, answer(request));
    var work = background.leftBy(request);
    return closing(request, work.isEmpty() ? response : complete(response, work.get()));
  }

  /// Content that is produced while it is sent may leave more to do and to close, and so may what
  /// is done after the response.
  private static boolean mayLeaveMore(RenderedResponse response) {
    return response.body() instanceof ResponseBody.Stream || response.completion().isPresent();
  }

  private static RenderedResponse closing(Request request, RenderedResponse response) {
    return mayLeaveMore(response) || request.remains().isPresent()
        ? response.withCompletion(delivery -> close(request))
        : response;
  }

  private static void close(Request request) {
    if (request.remains().isPresent()) {
      for (var failure : request.remains().get().close()) {
        ErrorBoundary.log("request_end_failed", request, failure);
      }
    }
  }

  /// What is produced while it is sent is produced when this has returned.
  private static RenderedResponse inContext(Request request, RenderedResponse response) {
    if (!(response.body() instanceof ResponseBody.Stream stream)) {
      return response;
    }
    return response.with(
        response.status(),
        response.contentType(),
        response.headers(),
        new ResponseBody.Stream(
            out ->
                LogContext.call(
                    request,
                    () -> {
                      stream.writer().writeTo(out);
                      return request;
                    }),
            stream.contentLength(),
            stream.heartbeat()));
  }

  private RenderedResponse answer(Request request) {
    try {
      var match = routes.match(request);
      if (marksMissingRoutes && match instanceof Match.NotFound<RouteTarget>) {
        return marked(unmatched.answer(request, match));
      }
      var endpoint =
          match instanceof Match.Found<RouteTarget> found ? found.target().endpoint() : unmatched;
      return endpoint.answer(request, match);
    } catch (Throwable failure) {
      return boundary.answer(request, failure);
    }
  }

  /// For the proxy of the developer loop, which asks somebody else then.
  private static RenderedResponse marked(RenderedResponse response) {
    return response.withHeaders(response.headers().with(Development.NO_ROUTE, "1"));
  }

  private static RenderedResponse complete(RenderedResponse response, RequestWork work) {
    if (!mayLeaveMore(response) && work.endIfEmpty()) {
      return response;
    }
    return response.withCompletion(delivery -> {
      work.runTasks();
      work.deliverEvents();
    });
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return plansBodies && routes.match(head) instanceof Match.Found<RouteTarget> found
        ? found.target().bodyPlan(head, engineDefault)
        : engineDefault;
  }

  /// The route's own error handlers are asked if it is known which route was meant.
  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return head.isPresent()
        ? LogContext.call(head.get(), () -> refuseInContext(failure, head))
        : refuseInContext(failure, head);
  }

  private RenderedResponse refuseInContext(HttpException failure, Optional<Request> head) {
    return head.isPresent() && routes.match(head.get()) instanceof Match.Found<RouteTarget> found
        ? found.target().refuse(failure, head.get())
        : boundary.refuse(failure, head);
  }

  /// Tells whether a request of OPTIONS is answered automatically, because its path has routes.
  public boolean answersOptions(Request request) {
    var match = routes.match(request);
    return match instanceof Match.Options<RouteTarget>
        || (match instanceof Match.Found<RouteTarget> found
            && found.target().mounted().isPresent()
            && found.target().mounted().get().isAutomatic(request));
  }

  /// Finds the template of the route, or of what is mounted, that takes a request.
  public Optional<PathTemplate> templateOf(Request request) {
    return routes.match(request) instanceof Match.Found<RouteTarget> found
        ? Optional.of(found.template())
        : Optional.empty();
  }

  /// Finds the template of the route that takes requests of a method and a path.
  public Optional<PathTemplate> templateOf(HttpMethod method, String path) {
    return routes.templateOf(method, path);
  }
}
