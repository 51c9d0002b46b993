package dev.lodestar.server.exchange;

/// How the body of a response is told from what follows it.
public enum Framing {
  /// By nothing in it: there is no body, or the end of the connection or stream is its end.
  NONE,
  /// By its length, which `Content-Length` announces.
  LENGTH,
  /// By the chunked transfer coding of HTTP/1.1.
  CHUNKED
}
