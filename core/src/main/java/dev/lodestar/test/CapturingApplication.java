package dev.lodestar.test;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.StreamBody;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a server and the application and remembers what the application failed with, so
/// that the client, which sees only a 500 or a broken connection, can tell the test.
///
/// A request is recognised by a header that the client adds and the application never sees.
final class CapturingApplication implements HttpApplication {
  static final String MARK = "Lodestar-Test-Request";

  private final HttpApplication application;
  private final AtomicLong lastMark = new AtomicLong();
  private final Map<String, Optional<Throwable>> failures = new ConcurrentHashMap<>();

  CapturingApplication(HttpApplication application) {
    this.application = application;
  }

  /// Begins to watch a request.
  String mark() {
    var mark = Long.toString(lastMark.incrementAndGet());
    failures.put(mark, Optional.empty());
    return mark;
  }

  /// What the application failed with at a request that is being watched.
  Optional<Throwable> failure(String mark) {
    return failures.getOrDefault(mark, Optional.empty());
  }

  /// Ends to watch a request.
  void forget(String mark) {
    failures.remove(mark);
  }

  @Override
  public RenderedResponse handle(Request request) {
    var mark = request.headers().first(MARK);
    if (mark.isEmpty()) {
      return application.handle(request);
    }
    var unmarked =
        Request.of(
            request.method(),
            request.target(),
            request.headers().without(MARK),
            request.body(),
            request.connection());
    try {
      var response = application.handle(unmarked);
      response.failure().ifPresent(failure -> record(mark.get(), failure));
      return response.body() instanceof ResponseBody.Stream stream
          ? watched(response, request, stream.writer(), mark.get())
          : response;
    } catch (Throwable failure) {
      record(mark.get(), failure);
      throw failure;
    }
  }

  private RenderedResponse watched(
      RenderedResponse response, Request request, StreamBody writer, String mark) {
    StreamBody watchedWriter =
        out -> {
          try {
            writer.writeTo(out);
          } catch (Throwable failure) {
            record(mark, failure);
            throw failure;
          }
        };
    var watched =
        RenderedResponse.of(
            request.method(),
            response.status(),
            response.contentType(),
            response.headers(),
            new ResponseBody.Stream(watchedWriter));
    return response.completion().map(watched::withCompletion).orElse(watched);
  }

  private void record(String mark, Throwable failure) {
    failures.computeIfPresent(mark, (known, earlier) -> Optional.of(failure));
  }

  @Override
  public RenderedResponse refuse(HttpException failure) {
    return application.refuse(failure);
  }
}
