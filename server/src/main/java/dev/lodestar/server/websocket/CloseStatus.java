package dev.lodestar.server.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.websocket.CloseCode;

/// Why a WebSocket ends: a code and a reason (RFC 6455, section 7.4).
///
/// @param code the code
/// @param reason for people, in at most 123 bytes of UTF-8; may be empty
record CloseStatus(int code, String reason) {
  /// The connection has ended without a word.
  static final CloseStatus GONE = new CloseStatus(CloseCode.ABNORMAL, "");

  /// The peer has said goodbye without a reason.
  static final CloseStatus UNSAID = new CloseStatus(CloseCode.NO_CODE, "");

  /// Reads the payload of a close frame.
  ///
  /// @throws ProtocolViolation if it is one byte, its code may not be sent, or its reason is not
  ///   UTF-8
  static CloseStatus parse(byte[] payload) throws ProtocolViolation {
    if (payload.length == 0) {
      return UNSAID;
    }
    if (payload.length == 1) {
      throw ProtocolViolation.of("A close frame has one byte, which is half of a code.");
    }
    var code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    if (!CloseCode.isSendable(code)) {
      throw ProtocolViolation.of("A close frame has the code " + code + ", which is reserved.");
    }
    var text = new Utf8();
    if (!text.accept(payload, 2, payload.length) || !text.isComplete()) {
      throw ProtocolViolation.invalidText();
    }
    return new CloseStatus(code, new String(payload, 2, payload.length - 2, UTF_8));
  }

  /// Returns the payload of a close frame; a code that stands for having none makes an empty one.
  byte[] payload() {
    if (!CloseCode.isSendable(code)) {
      return new byte[0];
    }
    var text = CloseCode.fit(reason).getBytes(UTF_8);
    var payload = new byte[2 + text.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return payload;
  }
}
