package dev.lodestar.engine;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.ServerSite;
import java.util.Optional;

/// An application as one of its servers sees it: requests are told of the server before the
/// application gets them. Launchers hand it to the engine in place of the application.
///
/// @param application what answers the requests
/// @param site what they are told
/// @param options of the server
public record ServedApplication(HttpApplication application, ServerSite site, ServerOptions options)
    implements HttpApplication {

  /// Creates an application of a server with default options.
  ///
  /// @param application what answers the requests
  /// @param site what they are told
  public ServedApplication(HttpApplication application, ServerSite site) {
    this(application, site, ServerOptions.defaults());
  }

  @Override
  public RenderedResponse handle(Request request) {
    request.takenBy(site);
    if (request.webSocketOffer().isPresent()) {
      request.setAttribute(WebSocketOptions.OF_SERVER, options.webSocket());
    }
    return application.handle(request);
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    head.takenBy(site);
    return application.bodyPlan(head, engineDefault);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    head.ifPresent(request -> request.takenBy(site));
    return application.refuse(failure, head);
  }

  @Override
  public void turnedAway(Request head, RenderedResponse answered) {
    head.takenBy(site);
    application.turnedAway(head, answered);
  }
}
