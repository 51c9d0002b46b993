package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.result.Results;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outermost boundary: whatever escapes becomes an answer here, and is logged with the
/// request's id if it is the server's fault.
final class ErrorBoundary {
  private static final byte[] LAST_RESORT =
      "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}"
          .getBytes(StandardCharsets.UTF_8);

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
      return render(request.method(), problem, failure.headers());
    }
    log(request, failure);
    return render(request.method(), withId(problem, request), failure.headers());
  }

  /// Nothing of the failure goes to the client but the id under which it stands in the log.
  private RenderedResponse unexpected(Request request, Throwable failure) {
    log(request, failure);
    var problem = withId(Problem.of(Status.INTERNAL_SERVER_ERROR), request);
    return render(request.method(), problem, Headers.empty()).withFailure(failure);
  }

  RenderedResponse refuse(HttpException failure) {
    return render(HttpMethod.GET, failure.problem(), failure.headers());
  }

  private static Problem withId(Problem problem, Request request) {
    return problem.with("requestId", request.id());
  }

  private RenderedResponse render(HttpMethod method, Problem problem, Headers headers) {
    try {
      return results.problem(method, problem, headers);
    } catch (RuntimeException unrenderable) {
      Log.LOGGER.error("problem_unrenderable problem=\"{}\"", problem, unrenderable);
      return RenderedResponse.of(
              method,
              Status.INTERNAL_SERVER_ERROR,
              Optional.of(MediaType.PROBLEM_JSON),
              Headers.empty(),
              ResponseBody.of(LAST_RESORT))
          .withFailure(unrenderable);
    }
  }

  private static void log(Request request, Throwable failure) {
    Log.LOGGER.error(
        "request_failed id={} method={} path={}",
        request.id(),
        request.method(),
        request.path(),
        failure);
  }

  /// Holds the logger until something is logged: finding a logging back end costs start-up time.
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.lodestar.request");
  }
}
