package dev.lodestar.http3;

/// Why a connection or stream ends (RFC 9114, section 8.1).
final class ErrorCode {
  static final int NO_ERROR = 0x100;
  static final int GENERAL_PROTOCOL_ERROR = 0x101;
  static final int INTERNAL_ERROR = 0x102;
  static final int STREAM_CREATION_ERROR = 0x103;
  static final int CLOSED_CRITICAL_STREAM = 0x104;
  static final int FRAME_UNEXPECTED = 0x105;
  static final int FRAME_ERROR = 0x106;
  static final int EXCESSIVE_LOAD = 0x107;
  static final int ID_ERROR = 0x108;
  static final int SETTINGS_ERROR = 0x109;
  static final int MISSING_SETTINGS = 0x10a;
  static final int REQUEST_REJECTED = 0x10b;
  static final int REQUEST_CANCELLED = 0x10c;
  static final int REQUEST_INCOMPLETE = 0x10d;
  static final int MESSAGE_ERROR = 0x10e;

  /// What QPACK says (RFC 9204, section 6).
  static final int DECOMPRESSION_FAILED = 0x200;

  static final int ENCODER_STREAM_ERROR = 0x201;
  static final int DECODER_STREAM_ERROR = 0x202;

  /// What QUIC says for an alert of TLS (RFC 9001, section 4.8): `unrecognized_name`.
  static final int UNRECOGNIZED_NAME = 0x100 + 112;

  private ErrorCode() {}
}
