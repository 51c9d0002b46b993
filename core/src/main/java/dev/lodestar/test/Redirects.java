package dev.lodestar.test;

import dev.lodestar.http.HttpMethod;
import java.net.URI;
import java.util.Optional;

/// Where a redirect leads (RFC 9110, section 15.4).
final class Redirects {

  private Redirects() {}

  /// The request that follows a response; nothing if it is no redirect, or one to another host.
  static Optional<TestRequest> next(URI origin, TestRequest request, TestResponse response) {
    var location = response.header("Location");
    if (location.isEmpty()) {
      return Optional.empty();
    }
    return method(response.statusCode(), request.method())
        .flatMap(method ->
            target(origin, request.target(), location.get())
                .map(target -> request.redirected(method, target)));
  }

  private static Optional<HttpMethod> method(int status, HttpMethod method) {
    return switch (status) {
      case 301, 302 -> Optional.of(method == HttpMethod.POST ? HttpMethod.GET : method);
      case 303 -> Optional.of(method == HttpMethod.HEAD ? HttpMethod.HEAD : HttpMethod.GET);
      case 307, 308 -> Optional.of(method);
      default -> Optional.empty();
    };
  }

  private static Optional<String> target(URI origin, String from, String location) {
    URI address;
    try {
      address = origin.resolve(from).resolve(location);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (!origin.getScheme().equals(address.getScheme())
        || !origin.getRawAuthority().equals(address.getRawAuthority())) {
      return Optional.empty();
    }
    var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    var query = address.getRawQuery();
    return Optional.of(query == null ? path : path + "?" + query);
  }
}
