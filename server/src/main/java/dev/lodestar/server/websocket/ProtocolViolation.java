package dev.lodestar.server.websocket;

import dev.lodestar.websocket.CloseCode;

/// What a peer has done that ends its WebSocket, with the code and the reason that it is told. Has
/// no stack trace: it says what the peer did, not where the server was.
final class ProtocolViolation extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  ProtocolViolation(int code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  static ProtocolViolation of(String reason) {
    return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, reason);
  }

  static ProtocolViolation invalidText() {
    return new ProtocolViolation(CloseCode.INVALID_DATA, "A text is not valid UTF-8.");
  }

  static ProtocolViolation invalidCompression() {
    return new ProtocolViolation(
        CloseCode.INVALID_DATA, "A compressed message cannot be decompressed.");
  }

  static ProtocolViolation messageTooBig(int limit) {
    return new ProtocolViolation(
        CloseCode.MESSAGE_TOO_BIG, "A message is larger than the accepted " + limit + " bytes.");
  }

  static ProtocolViolation frameTooBig(int limit) {
    return new ProtocolViolation(
        CloseCode.MESSAGE_TOO_BIG, "A frame is larger than the accepted " + limit + " bytes.");
  }

  static ProtocolViolation tooManyFrames(int limit) {
    return new ProtocolViolation(
        CloseCode.MESSAGE_TOO_BIG,
        "A message comes in more than the accepted " + limit + " frames.");
  }

  static ProtocolViolation flood(String reason) {
    return new ProtocolViolation(CloseCode.POLICY_VIOLATION, reason);
  }

  static ProtocolViolation tooMuch() {
    return new ProtocolViolation(
        CloseCode.TRY_AGAIN_LATER, "The server is busy with other messages. Try again later.");
  }

  static ProtocolViolation tooSlow() {
    return new ProtocolViolation(
        CloseCode.POLICY_VIOLATION, "The rest of a message comes too slowly.");
  }

  CloseStatus status() {
    return new CloseStatus(code, String.valueOf(getMessage()));
  }
}
