package dev.lodestar.server;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A header that stands in every response that does not have it already. Thread-safe.
final class StandingField implements HttpApplication {
  private final HttpApplication application;
  private final String name;

  /// What it says; `null` while there is nothing to be said yet.
  private volatile @Nullable String value;

  private StandingField(HttpApplication application, String name, @Nullable String value) {
    this.application = application;
    this.name = name;
    this.value = value;
  }

  /// Tells browsers to come over TLS alone (RFC 6797).
  static StandingField strictTransport(HttpApplication application, String value) {
    return new StandingField(application, "Strict-Transport-Security", value);
  }

  /// Tells clients that HTTP/3 is spoken (RFC 7838), as soon as it is known where.
  static StandingField alternativeService(HttpApplication application) {
    return new StandingField(application, "Alt-Svc", null);
  }

  /// Says that HTTP/3 is spoken from now on.
  ///
  /// @param port the port of UDP
  void announce(Http3Options http3, int port) {
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
  public RenderedResponse refuse(HttpException failure, Connection connection) {
    return marked(application.refuse(failure, connection));
  }

  @Override
  public void turnedAway(Request head, RenderedResponse answered) {
    application.turnedAway(head, answered);
  }

  private RenderedResponse marked(RenderedResponse response) {
    var said = value;
    var headers = response.headers();
    return said == null || headers.first(name).isPresent()
        ? response
        : response.withHeaders(headers.with(name, said));
  }
}
