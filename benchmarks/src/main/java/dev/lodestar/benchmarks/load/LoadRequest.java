package dev.lodestar.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;

/// The request that a client sends over and over.
///
/// @param address where to, with path and query
/// @param json the content, which makes it a `POST`; empty for a `GET`
/// @param depth how many are sent at once before the first answer is waited for; more than 1 is
///   pipelining
public record LoadRequest(URI address, String json, int depth) {
  /// Returns a request without content that is sent when the answer to the last one has come.
  ///
  /// @param address where to
  /// @return a `GET`
  public static LoadRequest get(URI address) {
    return new LoadRequest(address, "", 1);
  }

  /// The bytes of one request as a text; its content is ASCII.
  String text() {
    var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    var target = address.getRawPath() + query;
    var start = " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n";
    return json.isEmpty()
        ? "GET " + target + start + "\r\n"
        : "POST "
            + target
            + start
            + "Content-Type: application/json\r\nContent-Length: "
            + json.getBytes(UTF_8).length
            + "\r\n\r\n"
            + json;
  }
}
