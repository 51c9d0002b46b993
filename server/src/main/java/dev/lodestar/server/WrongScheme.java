package dev.lodestar.server;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;

/// Answers those who speak HTTP without TLS to a port that speaks TLS.
///
/// @param application renders the answer
record WrongScheme(HttpApplication application) implements HttpApplication {

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return new BodyPlan(engineDefault.limit(), true);
  }

  @Override
  public RenderedResponse handle(Request request) {
    return application.refuse(
        HttpException.badRequest("This port speaks TLS; use https:// instead of http://."),
        Optional.of(request));
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return application.refuse(failure, head);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Connection connection) {
    return application.refuse(failure, connection);
  }

  @Override
  public void turnedAway(Request head, RenderedResponse answered) {
    application.turnedAway(head, answered);
  }
}
