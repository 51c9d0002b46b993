package dev.lodestar.test;

import dev.lodestar.RouteInfo;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import java.util.Optional;

/// A request and its response, as they are compared with an OpenAPI document. For implementations
/// of [ContractEngine].
///
/// @param method the method of the request
/// @param target the path, with a query string or without, percent-encoded
/// @param requestHeaders the headers of the request
/// @param requestContent the content of the request, empty if it has none; nothing if it was a
///   stream, which cannot be read twice
/// @param route the route that took the request; nothing if the application runs elsewhere
/// @param status the status of the response
/// @param headers the headers of the response
/// @param content the content of the response, empty if it has none; nothing if it is a stream that
///   is read while it is sent
public record ContractExchange(
    HttpMethod method,
    String target,
    Headers requestHeaders,
    Optional<byte[]> requestContent,
    Optional<RouteInfo> route,
    Status status,
    Headers headers,
    Optional<byte[]> content) {

  /// Returns the method and the path template of the route, or the request line where the route is
  /// not known.
  ///
  /// @return for instance `GET /widgets/{sku}`
  public String operation() {
    return route
        .map(known -> known.method() + " " + known.path())
        .orElseGet(() -> method + " " + target);
  }

  /// Returns method, target and status.
  @Override
  public String toString() {
    return method + " " + target + ": " + status;
  }
}
