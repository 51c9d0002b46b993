package dev.lodestar.engine;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;

/// The application as an HTTP engine sees it. Implementations are thread-safe.
public interface HttpApplication {

  /// Answers a request. May block; called on a virtual thread, once for each request.
  ///
  /// @param request the request, its body received whole
  /// @return the response; every failure of the application has become one, so this never throws
  ///   but for errors of the virtual machine
  RenderedResponse handle(Request request);

  /// Renders the answer to what never became a request: malformed bytes, a limit passed, a
  /// time-out.
  ///
  /// @param failure what is wrong
  /// @return the response, a problem document
  RenderedResponse refuse(HttpException failure);
}
