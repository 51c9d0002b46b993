package dev.lodestar.http3;

/// The client has gone too far, and its connection ends. Made without a stack: whoever is flooded
/// should not have to pay for it.
final class ConnectionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ConnectionError(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
