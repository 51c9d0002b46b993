package dev.lodestar.coding;

import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Requests as an engine makes them.
final class Requests {
  private Requests() {}

  static Request get(String target, Headers headers) {
    return of(HttpMethod.GET, target, headers, RequestBody.empty());
  }

  static Request post(String target, Headers headers, RequestBody body) {
    return of(HttpMethod.POST, target, headers, body);
  }

  private static Request of(HttpMethod method, String target, Headers headers, RequestBody body) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    return Request.of(
        method, target, headers, body, new Connection(address, address, false, "HTTP/1.1"));
  }
}
