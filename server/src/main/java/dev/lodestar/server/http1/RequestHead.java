package dev.lodestar.server.http1;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;

/// The head of a request: what the application sees of it, and what framing takes from it.
///
/// @param method the method
/// @param target the target in origin form, or `*`
/// @param secure whether the target was an https URL
/// @param headers the header fields
/// @param http11 whether the client speaks HTTP/1.1 or higher, not HTTP/1.0
/// @param keepAlive whether the client wants the connection to stay open
/// @param chunked whether a body in chunks follows
/// @param contentLength the length of the body that follows; 0 if there is none or it is chunked
/// @param upgrade whether it is a GET request of HTTP/1.1 that would like another protocol
/// @param expectation what the client expects before it sends the body
record RequestHead(
    HttpMethod method,
    String target,
    boolean secure,
    Headers headers,
    boolean http11,
    boolean keepAlive,
    boolean chunked,
    long contentLength,
    boolean upgrade,
    Expectation expectation) {

  /// What the header `Expect` asks for.
  enum Expectation {
    NOTHING,
    /// A 100 before the body is sent.
    CONTINUE,
    /// Something that this server does not know.
    UNKNOWN
  }

  boolean hasBody() {
    return chunked || contentLength > 0;
  }
}
