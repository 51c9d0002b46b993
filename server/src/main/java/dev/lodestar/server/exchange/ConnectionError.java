package dev.lodestar.server.exchange;

/// The client has broken a rule, or gone too far, so that its connection of many streams has to end
/// (RFC 9113, section 5.4.1; RFC 9114, section 8). Made without a stack: whoever is flooded should
/// not have to pay for it.
public final class ConnectionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /// @param code the error of the protocol
  public ConnectionError(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /// The error of the protocol.
  public int code() {
    return code;
  }
}
