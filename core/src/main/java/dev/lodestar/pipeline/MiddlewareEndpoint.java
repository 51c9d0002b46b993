package dev.lodestar.pipeline;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Place;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One middleware around an endpoint that never throws.
final class MiddlewareEndpoint implements Endpoint {
  private final Middleware middleware;
  private final Endpoint inner;
  private final ErrorBoundary boundary;
  private final ResultWriter writer;
  private final Optional<RouteMetadata> route;

  /// Creates an endpoint.
  ///
  /// @param boundary answers what the middleware itself throws
  /// @param writer renders responses that the middleware makes
  MiddlewareEndpoint(
      Middleware middleware,
      Endpoint inner,
      ErrorBoundary boundary,
      ResultWriter writer,
      Optional<RouteMetadata> route) {
    this.middleware = middleware;
    this.inner = inner;
    this.boundary = boundary;
    this.writer = writer;
    this.route = route;
  }

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    CodingAnswers.describe(middleware, operation);
    StandIn.describe(middleware, Middleware.class, Place.Kind.MIDDLEWARE, operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) {
    var inside = new Inside(match);
    try {
      var response = middleware.handle(request, inside);
      inside.end();
      return inside.rendered(request, given(response));
    } catch (Throwable failure) {
      inside.end();
      return inside.completed(boundary.answer(request, failure));
    }
  }

  private Response<?> given(@Nullable Response<?> response) {
    if (response == null) {
      throw new IllegalStateException(
          "The middleware "
              + middleware.getClass().getName()
              + " returned null; return the response of next.handle(request), or one of its own.");
    }
    return response;
  }

  /// What one request finds further inside, and what it was answered there. A middleware may hand
  /// it to other threads, which may still be at work when the middleware has returned.
  private final class Inside implements Next {
    private final Match<?> match;
    private @Nullable RenderedResponse rendered;
    private @Nullable Response<?> shown;
    private boolean over;

    Inside(Match<?> match) {
      this.match = match;
    }

    @Override
    public Response<?> handle(Request request) {
      if (isOver()) {
        throw new IllegalStateException(
            "The middleware has returned already; next.handle(request) is called before that.");
      }
      RenderedResponse answer;
      try {
        TimeLimits.refuseLate(request);
        answer = inner.answer(request, match);
      } catch (Throwable failure) {
        answer = boundary.answer(request, failure);
      }
      request.contentIsShown();
      var response =
          Response.rendered(
              answer.status(),
              answer.headers(),
              answer.contentType(),
              answer.body(),
              answer.contentLength(),
              answer.failure());
      keep(request, answer, response);
      return response;
    }

    /// What nobody waits for any more is given up, so that its dependencies end.
    private void keep(Request request, RenderedResponse answer, Response<?> response) {
      synchronized (this) {
        if (!over) {
          rendered = completed(answer);
          shown = response;
          return;
        }
      }
      answer.complete(Delivery.ABORTED, Optional.of(request));
    }

    private synchronized boolean isOver() {
      return over;
    }

    /// The middleware has returned: what was answered further inside stays as it is.
    synchronized void end() {
      over = true;
    }

    @Override
    public Optional<RouteMetadata> route() {
      return route;
    }

    RenderedResponse rendered(Request request, Response<?> response) {
      var answer = rendered;
      if (answer != null && response == shown) {
        return answer;
      }
      var entity = response.entity().orElse(null);
      if (answer != null && entity == answer.body()) {
        return answer.with(
            response.status().orElse(answer.status()), response.mediaType(), response.headers());
      }
      return completed(
          entity instanceof ResponseBody body
              ? renderedBefore(request, response, body)
              : writer.write(request, response));
    }

    /// Content that was rendered for this request or, if the middleware kept it, for another one.
    private RenderedResponse renderedBefore(
        Request request, Response<?> response, ResponseBody body) {
      var status = response.status().orElse(rendered == null ? Status.OK : rendered.status());
      return RenderedResponse.of(
          request.method(), status, response.mediaType(), response.headers(), body);
    }

    /// What was to be done after the response further inside is done after this one.
    RenderedResponse completed(RenderedResponse other) {
      var answer = rendered;
      return answer == null || answer.completion().isEmpty()
          ? other
          : other.withCompletion(answer.completion().get());
    }
  }
}
