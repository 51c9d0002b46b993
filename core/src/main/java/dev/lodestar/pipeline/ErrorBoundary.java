package dev.lodestar.pipeline;

import dev.lodestar.debug.DebugRenderer;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.result.Results;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outermost boundary: whatever escapes becomes an answer here, and is logged with the
/// request's id if it is the server's fault.
final class ErrorBoundary {
  private final Results results;
  private final Optional<DebugRenderer> debug;

  /// @param debug shows server errors to the client, in debug mode
  ErrorBoundary(Results results, Optional<DebugRenderer> debug) {
    this.results = results;
    this.debug = debug;
  }

  RenderedResponse answer(Request request, Throwable failure) {
    return Failures.unwrap(failure) instanceof HttpException known
        ? known(request, known, failure)
        : unexpected(request, failure);
  }

  private RenderedResponse known(Request request, HttpException known, Throwable failure) {
    return known.status().code() < 500
        ? render(request, known.problem(), known.headers())
        : serverError(request, known.problem(), known.headers(), failure);
  }

  /// Nothing of the failure goes to the client but the id under which it stands in the log.
  private RenderedResponse unexpected(Request request, Throwable failure) {
    return serverError(request, Problem.of(Status.INTERNAL_SERVER_ERROR), Headers.empty(), failure)
        .withFailure(failure);
  }

  private RenderedResponse serverError(
      Request request, Problem problem, Headers headers, Throwable failure) {
    log(request, failure);
    var identified = withId(problem, request);
    if (debug.isPresent()) {
      try {
        return debug.get().render(request, identified, headers, failure, List.of());
      } catch (RuntimeException unrenderable) {
        log(request, unrenderable);
      }
    }
    return render(request, identified, headers);
  }

  RenderedResponse refuse(HttpException failure) {
    return results.problem(HttpMethod.GET, failure.problem(), failure.headers());
  }

  private static Problem withId(Problem problem, Request request) {
    return problem.with("requestId", request.id());
  }

  private RenderedResponse render(Request request, Problem problem, Headers headers) {
    try {
      return results.problem(request, problem, headers);
    } catch (RuntimeException unrenderable) {
      log(request, unrenderable);
      return results
          .problem(
              request, withId(Problem.of(Status.INTERNAL_SERVER_ERROR), request), Headers.empty())
          .withFailure(unrenderable);
    }
  }

  /// Logging must not become the next failure, whatever an exception does when it is printed.
  private static void log(Request request, Throwable failure) {
    try {
      Log.LOGGER.error(
          "request_failed id={} method={} path={}",
          request.id(),
          request.method(),
          request.path(),
          failure);
    } catch (RuntimeException unprintable) {
      Log.LOGGER.error(
          "request_failed id={} method={} path={} unprintable={}",
          request.id(),
          request.method(),
          request.path(),
          failure.getClass().getName());
    }
  }

  /// Holds the logger until something is logged: finding a logging back end costs start-up time.
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.lodestar.request");
  }
}
