package dev.lodestar;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;

/// A handler that takes the whole request and builds the whole response itself.
///
/// ```java
/// Lodestar.app().get("/raw", request -> Response.text("hi"));
/// ```
@FunctionalInterface
public interface RequestHandler {

  /// Answers a request. May block: each request has a virtual thread of its own.
  ///
  /// @param request the request
  /// @return the response; its status is 200 if it has none
  /// @throws Exception whatever the handler throws; an [dev.lodestar.http.HttpException] is
  ///   answered as it says, anything else as a 500 problem without internals
  Response<?> handle(Request request) throws Exception;
}
