package dev.lodestar.startup;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Waits for the first answer of an application, and has the report printed when it was sent.
final class FirstAnswer implements HttpApplication {
  private final HttpApplication application;
  private final StartReport report;
  private final AtomicBoolean began = new AtomicBoolean();

  FirstAnswer(HttpApplication application, StartReport report) {
    this.application = application;
    this.report = report;
  }

  @Override
  public RenderedResponse handle(Request request) {
    var first = isFirst();
    var response = application.handle(request);
    return first ? watched(response) : response;
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return application.bodyPlan(head, engineDefault);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    var first = isFirst();
    var response = application.refuse(failure, head);
    return first ? watched(response) : response;
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Connection connection) {
    var first = isFirst();
    var response = application.refuse(failure, connection);
    return first ? watched(response) : response;
  }

  @Override
  public void turnedAway(Request head, RenderedResponse answered) {
    application.turnedAway(head, answered);
  }

  private boolean isFirst() {
    var first = began.compareAndSet(false, true);
    if (first) {
      report.reached("waiting for the first request");
    }
    return first;
  }

  private RenderedResponse watched(RenderedResponse response) {
    report.reached("the first request is handled");
    return response.withCompletion(delivery -> {
      report.reached("its response is sent");
      report.answered();
      // Asking which classes are loaded takes long, and this may be the thread of an event loop.
      Thread.ofPlatform().name("lodestar-startup-report").start(report::print);
    });
  }
}
