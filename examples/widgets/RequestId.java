package widgets;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;

/// Tells clients what their request is called in the log, also where there is no route.
final class RequestId implements Middleware {
  @Override
  public Response<?> handle(Request request, Next next) {
    return next.handle(request).header("X-Request-Id", request.id());
  }
}
