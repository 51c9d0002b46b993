package dev.lodestar.server;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells clients that HTTP/3 is spoken (RFC 7838), in every response that does not name alternative
/// services itself. Thread-safe.
final class AlternativeService implements HttpApplication {
  private static final String HEADER = "Alt-Svc";

  private final HttpApplication application;
  private final Http3Options http3;

  /// The value of the header; `null` until the port is known.
  private volatile @Nullable String value;

  AlternativeService(HttpApplication application, Http3Options http3) {
    this.application = application;
    this.http3 = http3;
  }

  /// Says it from now on.
  ///
  /// @param port the port of UDP
  void announce(int port) {
    value = "h3=\":" + port + "\"; ma=" + Math.max(1, http3.advertisedFor().toSeconds());
  }

  @Override
  public RenderedResponse handle(Request request) {
    return marked(application.handle(request));
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return application.bodyPlan(head, engineDefault);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return marked(application.refuse(failure, head));
  }

  @Override
  public void turnedAway(Request head, RenderedResponse answered) {
    application.turnedAway(head, answered);
  }

  private RenderedResponse marked(RenderedResponse response) {
    var said = value;
    var headers = response.headers();
    return said == null || headers.first(HEADER).isPresent()
        ? response
        : response.withHeaders(headers.with(HEADER, said));
  }
}
