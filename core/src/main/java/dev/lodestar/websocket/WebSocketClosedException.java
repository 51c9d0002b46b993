package dev.lodestar.websocket;

/// A WebSocket is closed, so nothing can be received or sent any more. A handler may let it pass:
/// that the client has gone is no failure, and nothing is logged.
public final class WebSocketClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  /// Creates an exception.
  ///
  /// @param code why the socket was closed; see [#code()]
  /// @param reason what whoever closed it has said; perhaps empty
  public WebSocketClosedException(int code, String reason) {
    super("The WebSocket is closed with " + code + (reason.isEmpty() ? "." : ": " + reason));
    this.code = code;
    this.reason = reason;
  }

  /// Returns why the socket was closed: the code of whoever closed it first.
  ///
  /// @return a code of [CloseCode] or one of the application; [CloseCode#NO_CODE] if the client
  ///   gave none, [CloseCode#ABNORMAL] if the connection ended without a close frame
  public int code() {
    return code;
  }

  /// Returns what whoever closed the socket has said.
  ///
  /// @return a text for people who look for errors; perhaps empty
  public String reason() {
    return reason;
  }
}
