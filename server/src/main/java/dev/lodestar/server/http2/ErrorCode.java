package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.ConnectionError;

/// Why a stream or a connection ends (RFC 9113, section 7).
final class ErrorCode {
  static final int NO_ERROR = 0x0;
  static final int PROTOCOL_ERROR = 0x1;
  static final int INTERNAL_ERROR = 0x2;
  static final int FLOW_CONTROL_ERROR = 0x3;
  static final int SETTINGS_TIMEOUT = 0x4;
  static final int STREAM_CLOSED = 0x5;
  static final int FRAME_SIZE_ERROR = 0x6;
  static final int REFUSED_STREAM = 0x7;
  static final int CANCEL = 0x8;
  static final int COMPRESSION_ERROR = 0x9;
  static final int ENHANCE_YOUR_CALM = 0xB;

  private ErrorCode() {}

  /// What ends the connection of a client that breaks a rule for which there is no other error.
  static ConnectionError protocolError(String message) {
    return new ConnectionError(PROTOCOL_ERROR, message);
  }
}
