package dev.lodestar.server.http2;

/// A client has broken a rule, or gone too far, so that its connection has to end (RFC 9113,
/// section 5.4.1).
final class ConnectionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ConnectionError(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static ConnectionError protocol(String message) {
    return new ConnectionError(ErrorCode.PROTOCOL_ERROR, message);
  }

  int code() {
    return code;
  }
}
