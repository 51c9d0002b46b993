package dev.lodestar.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/// Codes that tell why a WebSocket is closed (RFC 6455, section 7.4), and the rules of what may
/// stand in a close frame.
public final class CloseCode {
  /// The purpose of the socket is fulfilled.
  public static final int NORMAL = 1000;

  /// The server stops, or the page of the browser is left.
  public static final int GOING_AWAY = 1001;

  /// The other side has broken the protocol.
  public static final int PROTOCOL_ERROR = 1002;

  /// A message is of a kind that is not accepted, text for instance where bytes are expected.
  public static final int UNSUPPORTED_DATA = 1003;

  /// What is reported for a close frame without a code. Never sent.
  public static final int NO_CODE = 1005;

  /// What is reported if the connection ended without a close frame. Never sent.
  public static final int ABNORMAL = 1006;

  /// The content of a message does not fit its kind: text that is not UTF-8, for instance.
  public static final int INVALID_DATA = 1007;

  /// What was sent is against the rules of the application.
  public static final int POLICY_VIOLATION = 1008;

  /// A message is larger than is accepted.
  public static final int MESSAGE_TOO_BIG = 1009;

  /// The server has failed.
  public static final int SERVER_ERROR = 1011;

  /// The server starts again; come back in a while.
  public static final int SERVICE_RESTART = 1012;

  /// The server has too much to do; come back later, or to another one.
  public static final int TRY_AGAIN_LATER = 1013;

  /// A server behind this one has given a wrong answer.
  public static final int BAD_GATEWAY = 1014;

  /// The most bytes of a reason in UTF-8 (RFC 6455, section 5.5).
  public static final int MAX_REASON_BYTES = 123;

  /// What is added to the status of an [dev.lodestar.http.HttpException] that closes a socket: 404
  /// becomes 4404.
  public static final int STATUS_BASE = 4000;

  private CloseCode() {}

  /// Tells whether a code may stand in a close frame: 1000 to 1003, 1007 to 1014, and 3000 to 4999.
  ///
  /// @param code the code
  /// @return whether it may be sent
  public static boolean isSendable(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /// Checks what is to stand in a close frame.
  ///
  /// @param code the code
  /// @param reason the reason, which may be empty
  /// @throws IllegalArgumentException if the code may not be sent, or the reason is longer than
  ///   [#MAX_REASON_BYTES] in UTF-8 or cannot be encoded in it
  public static void check(int code, String reason) {
    if (!isSendable(code)) {
      throw new IllegalArgumentException(
          "A WebSocket cannot be closed with the code "
              + code
              + "; what may be sent is 1000 to 1003, 1007 to 1014, and 3000 to 4999, where 4000 to"
              + " 4999 are for codes of your own.");
    }
    int length;
    try {
      length = UTF_8.newEncoder().encode(CharBuffer.wrap(reason)).remaining();
    } catch (CharacterCodingException lone) {
      throw new IllegalArgumentException(
          "The reason to close a WebSocket has half of a surrogate pair, which UTF-8 cannot say.",
          lone);
    }
    if (length > MAX_REASON_BYTES) {
      throw new IllegalArgumentException(
          "The reason to close a WebSocket has "
              + length
              + " bytes in UTF-8, but a close frame has room for "
              + MAX_REASON_BYTES
              + ".");
    }
  }

  /// Returns as much of a text as a close frame has room for, cut between characters. Halves of
  /// surrogate pairs become `?`.
  ///
  /// @param reason the text
  /// @return at most [#MAX_REASON_BYTES] bytes in UTF-8
  public static String fit(String reason) {
    var bytes = reason.getBytes(UTF_8);
    var end = Math.min(bytes.length, MAX_REASON_BYTES);
    while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, UTF_8);
  }

  /// Returns the code that stands for a status of HTTP.
  ///
  /// @param status the status, 100 to 999
  /// @return [#STATUS_BASE] and the status
  public static int ofStatus(int status) {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException(
          status + " is not a status of HTTP; a status is a number from 100 to 999.");
    }
    return STATUS_BASE + status;
  }
}
