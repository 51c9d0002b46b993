package dev.lodestar;

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

  static Request get(String target) {
    return of(HttpMethod.GET, target, Headers.empty());
  }

  static Request post(String target) {
    return of(HttpMethod.POST, target, Headers.empty());
  }

  static Request of(HttpMethod method, String target, Headers headers) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    return Request.of(
        method,
        target,
        headers,
        RequestBody.of(new byte[0]),
        new Connection(address, address, false, "HTTP/1.1"));
  }
}
