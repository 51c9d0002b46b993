package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.route.Match;
import dev.lodestar.socket.HandledSocket;
import java.util.Optional;

/// Answers requests for which there is no route.
final class UnmatchedEndpoint implements Endpoint {
  private final Routing routing;

  /// @param routing knows which patches the routes of a path take
  UnmatchedEndpoint(Routing routing) {
    this.routing = routing;
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) {
    // The usual ones are spared the linking of the switch, which is a third of a first refusal.
    if (match instanceof Match.NotFound<?>) {
      return notFound(request);
    }
    if (match instanceof Match.MethodNotAllowed<?>(var allowed)) {
      throw notAllowed(request, allowed);
    }
    return switch (match) {
      case Match.Options<?>(var allowed) -> options(request, allowed);
      case Match.MethodNotAllowed<?>(var allowed) -> throw notAllowed(request, allowed);
      case Match.UpgradeRequired<?>() -> throw HandledSocket.upgradeRequired();
      case Match.NotFound<?>() -> notFound(request);
      case Match.Malformed<?>(var reason) -> throw HttpException.badRequest(reason);
      case Match.Found<?> found ->
          throw new IllegalStateException("The route of " + found.template() + " was found.");
    };
  }

  private RenderedResponse options(Request request, Match.AllowedMethods allowed) {
    var headers = Headers.of("Allow", allowed.toString());
    var patches =
        allowed.methods().contains(HttpMethod.PATCH)
            ? routing.acceptPatch(request)
            : Optional.<String>empty();
    return options(patches.isPresent() ? headers.with("Accept-Patch", patches.get()) : headers);
  }

  private static RenderedResponse options(Headers headers) {
    return RenderedResponse.of(
        HttpMethod.OPTIONS, Status.NO_CONTENT, Optional.empty(), headers, ResponseBody.empty());
  }

  private static HttpException notAllowed(Request request, Match.AllowedMethods allowed) {
    return HttpException.of(
            Status.METHOD_NOT_ALLOWED,
            request.method() + " is not allowed here; allowed are " + allowed + ".")
        .withHeader("Allow", allowed.toString());
  }

  /// `OPTIONS *` asks about the server, not about a path (RFC 9110, section 9.3.7).
  private static RenderedResponse notFound(Request request) {
    if (request.method() == HttpMethod.OPTIONS && request.target().equals("*")) {
      return options(Headers.empty());
    }
    throw HttpException.notFound("There is no route for this path.");
  }
}
