package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.ConnectionError;

/// How much content of all streams of a connection may be on its way, in either direction (RFC
/// 9113, section 5.2). Used on the event loop only.
final class ConnectionWindow {
  /// The window of a connection until something else is said.
  private static final int FIRST = 65_535;

  private final int whole;
  private int toSend = FIRST;
  private int toReceive = FIRST;
  private int returnable;

  /// @param whole how much the client may send ahead
  ConnectionWindow(int whole) {
    this.whole = whole;
  }

  /// Opens the window for the client, as far as it is larger than every one is at first.
  ///
  /// @return the increment to tell the client; 0 for none
  int open() {
    var more = Math.max(0, whole - toReceive);
    toReceive += more;
    return more;
  }

  /// Takes note of content that has come.
  ///
  /// @param flow what counts for flow control: padding included
  /// @throws ConnectionError if the client was not allowed to send so much
  void received(int flow) {
    toReceive -= flow;
    if (toReceive < 0) {
      throw new ConnectionError(
          ErrorCode.FLOW_CONTROL_ERROR, "More content came than the window of the connection.");
    }
  }

  /// Takes note of content that has been consumed.
  ///
  /// @return the increment to tell the client, once it is worth a frame; else 0
  int giveBack(int count) {
    returnable += count;
    if (returnable < whole / 2) {
      return 0;
    }
    var increment = returnable;
    toReceive += increment;
    returnable = 0;
    return increment;
  }

  /// How much the client takes.
  int toSend() {
    return toSend;
  }

  /// Takes note of content that has been written.
  void sent(int count) {
    toSend -= count;
  }

  /// Takes note that the client takes more.
  ///
  /// @throws ConnectionError if it cannot be so much
  void grow(int increment) {
    if (increment == 0) {
      throw ErrorCode.protocolError("A WINDOW_UPDATE frame has the increment 0.");
    }
    if (toSend > Integer.MAX_VALUE - increment) {
      throw new ConnectionError(
          ErrorCode.FLOW_CONTROL_ERROR, "The window of the connection has become too large.");
    }
    toSend += increment;
  }
}
