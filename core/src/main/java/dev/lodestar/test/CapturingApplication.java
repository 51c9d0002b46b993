package dev.lodestar.test;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.StreamBody;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a server and the application and remembers what the application failed with, so
/// that the client, which sees only a 500 or a broken connection, can tell the test; and when the
/// completion of a response has run, so that the test can look at what it did.
///
/// A request is recognised by a header that the client adds and the application never sees.
final class CapturingApplication implements HttpApplication {
  static final String MARK = "Lodestar-Test-Request";

  private final HttpApplication application;
  private final AtomicLong lastMark = new AtomicLong();
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();

  CapturingApplication(HttpApplication application) {
    this.application = application;
  }

  /// What is seen of one request.
  private static final class Watch {
    volatile Optional<Throwable> failure = Optional.empty();

    /// The socket that was opened.
    volatile Optional<WebSocketSession> session = Optional.empty();

    /// The head without the mark, if the application has been asked about it.
    volatile Optional<Request> head = Optional.empty();

    /// Ends with the completion of the response, if it has one.
    volatile Optional<CompletableFuture<Delivery>> completed = Optional.empty();
  }

  /// Begins to watch a request.
  String mark() {
    var mark = Long.toString(lastMark.incrementAndGet());
    watches.put(mark, new Watch());
    return mark;
  }

  /// What the application failed with at a request that is being watched.
  Optional<Throwable> failure(String mark) {
    var watch = watch(mark);
    return watch.failure.or(() -> watch.session.flatMap(WebSocketSession::failure));
  }

  /// Waits until the completion of the response to a request that is being watched has run.
  ///
  /// @throws TimeoutException if it takes longer
  void awaitCompletion(String mark, Duration timeout)
      throws InterruptedException, TimeoutException {
    var completed = watch(mark).completed;
    if (completed.isEmpty()) {
      return;
    }
    try {
      completed.get().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Watch watch(String mark) {
    return watches.getOrDefault(mark, new Watch());
  }

  /// Ends to watch a request.
  void forget(String mark) {
    watches.remove(mark);
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    var mark = head.headers().first(MARK);
    if (mark.isEmpty()) {
      return application.bodyPlan(head, engineDefault);
    }
    var unmarked = unmarked(head);
    watch(mark.get()).head = Optional.of(unmarked);
    return application.bodyPlan(unmarked, engineDefault);
  }

  @Override
  public RenderedResponse handle(Request request) {
    var mark = request.headers().first(MARK);
    if (mark.isEmpty()) {
      return application.handle(request);
    }
    var watch = watch(mark.get());
    var unmarked =
        watch.head.map(head -> head.withBody(request.body())).orElseGet(() -> unmarked(request));
    watch.head = Optional.of(unmarked);
    try {
      return watched(application.handle(unmarked), request.method(), watch);
    } catch (Throwable failure) {
      watch.failure = Optional.of(failure);
      throw failure;
    }
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    var mark = head.flatMap(known -> known.headers().first(MARK));
    if (head.isEmpty() || mark.isEmpty()) {
      return application.refuse(failure, head);
    }
    var watch = watch(mark.get());
    var unmarked = watch.head.orElseGet(() -> unmarked(head.get()));
    return watched(application.refuse(failure, Optional.of(unmarked)), unmarked.method(), watch);
  }

  private static Request unmarked(Request request) {
    return request.withHeaders(request.headers().without(MARK));
  }

  private static RenderedResponse watched(
      RenderedResponse response, HttpMethod method, Watch watch) {
    watch.failure = response.failure();
    if (response.body() instanceof ResponseBody.WebSocket socket) {
      watch.session = Optional.of(socket.session());
    }
    var watched =
        response.body() instanceof ResponseBody.Stream stream
            ? watched(response, method, stream, watch)
            : response;
    if (watched.completion().isEmpty()) {
      return watched;
    }
    var completed = new CompletableFuture<Delivery>();
    watch.completed = Optional.of(completed);
    return watched.withCompletion(completed::complete);
  }

  private static RenderedResponse watched(
      RenderedResponse response, HttpMethod method, ResponseBody.Stream stream, Watch watch) {
    StreamBody watchedWriter =
        out -> {
          try {
            stream.writer().writeTo(out);
          } catch (Throwable failure) {
            watch.failure = Optional.of(failure);
            throw failure;
          }
        };
    var watched =
        RenderedResponse.of(
            method,
            response.status(),
            response.contentType(),
            response.headers(),
            new ResponseBody.Stream(watchedWriter, stream.contentLength(), stream.heartbeat()));
    return response.completion().map(watched::withCompletion).orElse(watched);
  }
}
