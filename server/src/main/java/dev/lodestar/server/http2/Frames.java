package dev.lodestar.server.http2;

import io.netty.buffer.ByteBuf;

/// Takes the frames of a connection as they come, each of the right size and at a place where it
/// may stand.
interface Frames {

  /// Takes content of a request.
  ///
  /// @param in where it lies
  /// @param index where it starts
  /// @param count its length
  /// @param flow what counts for flow control: padding included
  void data(int stream, ByteBuf in, int index, int count, int flow, boolean end);

  /// Takes the fields of a head, or trailers.
  ///
  /// @param block the encoded fields, all that is readable
  void headers(int stream, ByteBuf block, boolean end);

  /// Takes note that the client gives a stream up.
  void reset(int stream);

  /// Takes settings: `count` of them, six bytes each, from the reader index on.
  void settings(ByteBuf in, int count);

  void settingsAcknowledged();

  void ping(long data);

  void pingAcknowledged(long data);

  void goAway();

  void windowUpdate(int stream, int increment);

  /// Takes note of a frame that says nothing to this server.
  void ignored();
}
