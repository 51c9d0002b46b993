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
    return request(HttpMethod.GET, target);
  }

  static Request post(String target) {
    return request(HttpMethod.POST, target);
  }

  private static Request request(HttpMethod method, String target) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    return Request.of(
        method,
        target,
        Headers.empty(),
        RequestBody.of(new byte[0]),
        new Connection(address, address, false, "HTTP/1.1"));
  }
}
