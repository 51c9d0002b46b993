package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.result.Results;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outermost boundary: whatever escapes becomes an answer here, and is logged with the
/// request's id if it is the server's fault.
final class ErrorBoundary {
  private final Results results;

  ErrorBoundary(Results results) {
    this.results = results;
  }

  RenderedResponse answer(Request request, Throwable failure) {
    return failure instanceof HttpException known
        ? known(request, known)
        : unexpected(request, failure);
  }

  private RenderedResponse known(Request request, HttpException failure) {
    var problem = failure.problem();
    if (problem.status().code() < 500) {
      return render(request, problem, failure.headers());
    }
    log(request, failure);
    return render(request, withId(problem, request), failure.headers());
  }

  /// Nothing of the failure goes to the client but the id under which it stands in the log.
  private RenderedResponse unexpected(Request request, Throwable failure) {
    log(request, failure);
    var problem = withId(Problem.of(Status.INTERNAL_SERVER_ERROR), request);
    return render(request, problem, Headers.empty()).withFailure(failure);
  }

  RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    var method = head.map(Request::method).orElse(HttpMethod.GET);
    return results.problem(method, failure.problem(), failure.headers());
  }

  private static Problem withId(Problem problem, Request request) {
    return problem.with("requestId", request.id());
  }

  private RenderedResponse render(Request request, Problem problem, Headers headers) {
    try {
      return results.problem(request.method(), problem, headers);
    } catch (RuntimeException unrenderable) {
      log(request, unrenderable);
      return results
          .problem(
              request.method(),
              withId(Problem.of(Status.INTERNAL_SERVER_ERROR), request),
              Headers.empty())
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
