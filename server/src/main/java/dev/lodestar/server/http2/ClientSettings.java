package dev.lodestar.server.http2;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.server.exchange.ConnectionError;

/// What the client has set (RFC 9113, section 6.5.2), and what it is offered.
final class ClientSettings {
  private static final int HEADER_TABLE_SIZE = 1;
  private static final int ENABLE_PUSH = 2;
  private static final int MAX_CONCURRENT_STREAMS = 3;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int MAX_FRAME_SIZE = 5;
  private static final int MAX_HEADER_LIST_SIZE = 6;
  private static final int ENABLE_CONNECT_PROTOCOL = 8;

  /// What a field counts beside its name and value.
  private static final int FIELD_OVERHEAD = 32;

  private int initialWindow = 65_535;

  /// The settings of this server: identifiers and values in turn.
  static int[] offer(ServerOptions options) {
    var heads =
        (long) options.maxRequestLineSize()
            + options.maxHeaderSize()
            + (long) FIELD_OVERHEAD * options.maxHeaderCount();
    return new int[] {
      MAX_CONCURRENT_STREAMS,
      options.http2().maxConcurrentStreams(),
      INITIAL_WINDOW_SIZE,
      options.http2().streamWindow(),
      MAX_HEADER_LIST_SIZE,
      (int) Math.min(heads, Integer.MAX_VALUE),
      ENABLE_CONNECT_PROTOCOL,
      1
    };
  }

  /// How much of a response the client takes on a new stream.
  int initialWindow() {
    return initialWindow;
  }

  /// Takes a setting.
  ///
  /// @return by how much the windows of all streams change
  /// @throws ConnectionError if the value is none that it may have
  int take(int id, long value, ResponseHeads heads) {
    switch (id) {
      case HEADER_TABLE_SIZE -> heads.limit(value);
      case ENABLE_PUSH, ENABLE_CONNECT_PROTOCOL -> {
        if (value > 1) {
          throw ErrorCode.protocolError("A setting that is 0 or 1 has another value.");
        }
      }
      case INITIAL_WINDOW_SIZE -> {
        if (value > Integer.MAX_VALUE) {
          throw new ConnectionError(
              ErrorCode.FLOW_CONTROL_ERROR, "The initial window size is too large.");
        }
        var before = initialWindow;
        initialWindow = (int) value;
        return initialWindow - before;
      }
      case MAX_FRAME_SIZE -> {
        if (value < FrameType.MAX_SIZE || value > 0xFFFFFF) {
          throw ErrorCode.protocolError("The largest frame size is out of its range.");
        }
      }
      default -> {
        // says nothing about what this server sends
      }
    }
    return 0;
  }
}
