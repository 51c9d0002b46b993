package dev.lodestar.server;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;

/// Tells browsers to come over TLS alone (RFC 6797), in every response that does not do so itself.
///
/// @param application the application
/// @param value the value of the header
record StrictTransport(HttpApplication application, String value) implements HttpApplication {
  private static final String HEADER = "Strict-Transport-Security";

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
    var headers = response.headers();
    return headers.first(HEADER).isPresent()
        ? response
        : response.withHeaders(headers.with(HEADER, value));
  }
}
