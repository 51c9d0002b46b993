package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
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
  public RenderedResponse answer(Request request, Match<?> match) {
    var inside = new Inside(match);
    try {
      return inside.rendered(request, middleware.handle(request, inside));
    } catch (Throwable failure) {
      return inside.completed(boundary.answer(request, failure));
    }
  }

  /// What one request finds further inside, and what it was answered there.
  private final class Inside implements Next {
    private final Match<?> match;
    private @Nullable RenderedResponse rendered;
    private @Nullable Response<?> shown;

    Inside(Match<?> match) {
      this.match = match;
    }

    @Override
    public Response<?> handle(Request request) {
      RenderedResponse answer;
      try {
        answer = completed(inner.answer(request, match));
      } catch (Throwable failure) {
        answer = completed(boundary.answer(request, failure));
      }
      var response =
          Response.rendered(
              answer.status(),
              answer.headers(),
              answer.contentType(),
              answer.body(),
              answer.failure());
      rendered = answer;
      shown = response;
      return response;
    }

    @Override
    public Optional<RouteMetadata> route() {
      return route;
    }

    RenderedResponse rendered(Request request, Response<?> response) {
      var answer = rendered;
      if (answer == null) {
        return writer.write(request, response);
      }
      if (response == shown) {
        return answer;
      }
      var entity = response.entity().orElse(null);
      if (entity == answer.body()) {
        return answer.with(
            response.status().orElse(answer.status()), response.mediaType(), response.headers());
      }
      if (entity instanceof ResponseBody body) {
        var other =
            RenderedResponse.of(
                request.method(),
                response.status().orElse(answer.status()),
                response.mediaType(),
                response.headers(),
                body);
        return completed(other);
      }
      return completed(writer.write(request, response));
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
