package dev.lodestar.server.http2;

/// The types of frames, and their flags (RFC 9113, section 6).
final class FrameType {
  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int PRIORITY = 0x2;
  static final int RST_STREAM = 0x3;
  static final int SETTINGS = 0x4;
  static final int PUSH_PROMISE = 0x5;
  static final int PING = 0x6;
  static final int GOAWAY = 0x7;
  static final int WINDOW_UPDATE = 0x8;
  static final int CONTINUATION = 0x9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int WITH_PRIORITY = 0x20;

  /// The length of the head of a frame.
  static final int HEAD_LENGTH = 9;

  /// The largest content of a frame that every endpoint accepts, and this server sends or takes.
  static final int MAX_SIZE = 1 << 14;

  /// From this size on, a frame of content makes up for frames that serve no request.
  static final int WORTHY_CONTENT = 128;

  private FrameType() {}
}
