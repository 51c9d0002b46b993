package dev.lodestar;

import dev.lodestar.http.HttpMethod;

/// One call that registered something, kept as it was said until the application is built.
sealed interface Registration {

  record OfController(Object controller) implements Registration {}

  record OfControllerClass(Class<?> type) implements Registration {}

  record OfRouter(Router router) implements Registration {}

  record OfReference(MethodReference reference, CallSite callSite) implements Registration {}

  record OfFunction(HttpMethod method, String path, RequestHandler handler, CallSite callSite)
      implements Registration {}
}
