package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.ErrorHandler;
import dev.lodestar.operation.ErrorHandling;
import dev.lodestar.result.ResultDefaults;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.InvalidMessageException;
import dev.lodestar.websocket.WebSocketClosedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever escapes from a route, or from where there is none, into an answer: by the
/// application's own handler if there is one, else by a problem document. What is the server's
/// fault is logged with the request's id. Immutable and thread-safe.
public final class ErrorBoundary {
  /// What is rendered for a client that has gone. Nobody gets it, and nobody has to be told of it.
  private static final Problem CLIENT_GONE =
      Problem.of(Status.BAD_REQUEST)
          .withDetail("The connection was closed before the end of the request.");

  private final Results results;
  private final ErrorHandlers handlers;
  private final Reporting reporting;
  private final Supplier<List<String>> plan;
  private final ResultWriter responses;

  /// Creates a boundary.
  ///
  /// @param plan explains the route, for debug mode
  ErrorBoundary(
      Results results, ErrorHandlers handlers, Reporting reporting, Supplier<List<String>> plan) {
    this.results = results;
    this.handlers = handlers;
    this.reporting = reporting;
    this.plan = plan;
    this.responses = results.responseWriterOf(Object.class, ResultDefaults.undeclared(List.of()));
  }

  /// Renders responses of hooks, middleware and error handlers.
  ResultWriter responses() {
    return responses;
  }

  /// Which failures the application answers itself.
  ErrorHandling handling() {
    return (failure, status) -> handlers.find(failure, status).map(Object::getClass);
  }

  /// What only wraps a failure decides nothing, but it is logged: it says who waited for what
  /// failed.
  RenderedResponse answer(Request request, Throwable thrown) {
    var whole = TimeLimits.causeOf(request, thrown);
    var failure = Failures.unwrap(whole);
    reporting.background().discard(request);
    if (Failures.isOfClientGone(failure)) {
      return render(request, CLIENT_GONE, Headers.empty());
    }
    observe(request, failure);
    if (failure instanceof OutOfMemoryError) {
      return withoutMemory(request, whole);
    }
    var handler = handlers.find(failure);
    return handler.isPresent()
        ? handled(request, failure, whole, handler.get())
        : byDefault(request, failure, whole);
  }

  /// Says how a socket is closed whose handler has failed. The response of an error handler has
  /// nowhere to go, so its status becomes the code, and the detail of its problem the reason.
  ///
  /// @param open whether the socket was open when the handler ended: then it was another one whose
  ///   end has ended it
  Closing closing(Request request, Throwable whole, boolean open) {
    var failure = Failures.unwrap(whole);
    reporting.background().discard(request);
    if (!open && failure instanceof WebSocketClosedException) {
      return Closing.NORMAL;
    }
    observe(request, failure);
    if (failure instanceof OutOfMemoryError) {
      log("request_failed", request, whole);
      return Closing.of(CloseCode.TRY_AGAIN_LATER, "The server has no memory left for this.")
          .withFailure(whole);
    }
    var handler = handlers.find(failure);
    if (handler.isEmpty()) {
      return closingByDefault(request, failure, whole);
    }
    try {
      var response = given(handler.get().handle(failure, request), failure);
      return closing(
          response.status().orElse(ErrorHandlers.statusOf(failure)), problemOf(response));
    } catch (HttpException answer) {
      return closingByDefault(request, answer, answer == failure ? whole : answer);
    } catch (Throwable own) {
      if (own == failure) {
        return closingByDefault(request, failure, whole);
      }
      own.addSuppressed(whole);
      return unexpectedly(request, own);
    }
  }

  private static Optional<Problem> problemOf(Response<?> response) {
    return response.entity().orElse(null) instanceof Problem problem
        ? Optional.of(problem)
        : Optional.empty();
  }

  private static Closing closing(Status said, Optional<Problem> problem) {
    var status = problem.map(Problem::status).orElse(said);
    return Closing.of(
        CloseCode.ofStatus(status.code()),
        problem.flatMap(Problem::detail).orElse(status.reason()));
  }

  private static Closing closingByDefault(Request request, Throwable failure, Throwable whole) {
    if (failure instanceof InvalidMessageException invalid) {
      return Closing.of(CloseCode.ofStatus(invalid.problem().status().code()), invalid.summary());
    }
    if (!(failure instanceof HttpException known)) {
      return unexpectedly(request, whole);
    }
    if (known.problem().status().code() >= 500) {
      log("request_failed", request, whole);
    }
    return closing(known.problem().status(), Optional.of(known.problem()));
  }

  private static Closing unexpectedly(Request request, Throwable failure) {
    log("request_failed", request, failure);
    return Closing.of(CloseCode.SERVER_ERROR, "The server has failed; request " + request.id())
        .withFailure(failure);
  }

  private void observe(Request request, Throwable failure) {
    for (var observer : reporting.observers()) {
      try {
        observer.observe(failure, request);
      } catch (Throwable own) {
        log("error_observer_failed", request, own);
      }
    }
  }

  private RenderedResponse handled(
      Request request, Throwable failure, Throwable whole, ErrorHandler<Throwable> handler) {
    try {
      return responses.write(request, given(handler.handle(failure, request), failure));
    } catch (HttpException answer) {
      return byDefault(request, answer, answer == failure ? whole : answer);
    } catch (Throwable own) {
      if (own == failure) {
        return byDefault(request, failure, whole);
      }
      own.addSuppressed(whole);
      log("error_handler_failed", request, own);
      return unexpected(request, own);
    }
  }

  /// A failure that is answered stays one, unless its handler says otherwise.
  private static Response<?> given(@Nullable Response<?> response, Throwable failure) {
    if (response == null) {
      throw new IllegalStateException(
          "The error handler returned null; return a response, or throw the failure again to have it"
              + " answered as if there were no handler.");
    }
    return response.status().isPresent() || response.entity().orElse(null) instanceof Problem
        ? response
        : response.status(ErrorHandlers.statusOf(failure));
  }

  private RenderedResponse byDefault(Request request, Throwable failure, Throwable whole) {
    if (!(failure instanceof HttpException known)) {
      log("request_failed", request, whole);
      return unexpected(request, whole);
    }
    var problem = known.problem();
    if (problem.status().code() < 500) {
      return render(request, problem, known.headers());
    }
    log("request_failed", request, whole);
    return serverError(request, problem, known.headers(), whole);
  }

  /// Memory that has run out is the server's affair, which knows how to have it spared: no handler
  /// of the application could say it better, and debug mode would need more of it.
  private RenderedResponse withoutMemory(Request request, Throwable failure) {
    log("request_failed", request, failure);
    return render(request, withId(Problem.of(Status.SERVICE_UNAVAILABLE), request), Headers.empty())
        .withFailure(Failures.unwrap(failure));
  }

  /// Nothing of the failure goes to the client but the id under which it stands in the log.
  private RenderedResponse unexpected(Request request, Throwable failure) {
    return serverError(request, Problem.of(Status.INTERNAL_SERVER_ERROR), Headers.empty(), failure)
        .withFailure(failure);
  }

  private RenderedResponse serverError(
      Request request, Problem problem, Headers headers, Throwable failure) {
    var identified = withId(problem, request);
    if (reporting.debug().isPresent()) {
      try {
        return reporting.debug().get().render(request, identified, headers, failure, plan.get());
      } catch (RuntimeException unrenderable) {
        log("request_failed", request, unrenderable);
      }
    }
    return render(request, identified, headers);
  }

  RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return head.isPresent()
        ? answer(head.get(), failure)
        : results.problem(HttpMethod.GET, failure.problem(), failure.headers());
  }

  private static Problem withId(Problem problem, Request request) {
    return problem.with("requestId", request.id());
  }

  private RenderedResponse render(Request request, Problem problem, Headers headers) {
    try {
      return results.problem(request, problem, headers);
    } catch (RuntimeException unrenderable) {
      log("request_failed", request, unrenderable);
      return results
          .problem(
              request, withId(Problem.of(Status.INTERNAL_SERVER_ERROR), request), Headers.empty())
          .withFailure(unrenderable);
    }
  }

  /// Logging must not become the next failure, whatever an exception does when it is printed.
  static void log(String event, Request request, Throwable failure) {
    try {
      Log.LOGGER.error(
          event + " id={} method={} path={}",
          request.id(),
          request.method(),
          request.path(),
          failure);
    } catch (RuntimeException unprintable) {
      Log.LOGGER.error(
          event + " id={} method={} path={} unprintable={}",
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
