package dev.lodestar.http3;

import dev.lodestar.server.exchange.ConnectionError;
import io.netty.buffer.ByteBuf;

/// What a client says on its two streams of QPACK (RFC 9204, sections 4.3 and 4.4). Neither side
/// has a table, so there is little that may be said. Used on the event loop only.
final class QpackInstructions {
  /// A table of no entries.
  private static final byte NO_CAPACITY = 0x20;

  private static final int CANCELLATION = 0x40;
  private static final int CANCELLATION_BITS = 0xC0;
  private static final int LONG_NUMBER = 0x3F;

  /// How many bytes follow on the first of a number that says more than a stream can be.
  private static final int MOST_NUMBER_BYTES = 10;

  /// How many bytes have come of the number of a stream; -1 outside of one.
  private int numberBytes = -1;

  /// Takes what the encoder of the client says.
  ///
  /// @throws ConnectionError if it is not allowed
  void encoder(ByteBuf data) {
    while (data.isReadable()) {
      if (data.readByte() != NO_CAPACITY) {
        throw new ConnectionError(
            ErrorCode.ENCODER_STREAM_ERROR, "This server has offered no table for QPACK.");
      }
    }
  }

  /// Takes what the decoder of the client says.
  ///
  /// @throws ConnectionError if it is not allowed
  void decoder(ByteBuf data) {
    while (data.isReadable()) {
      var next = data.readByte();
      if (numberBytes < 0) {
        begin(next);
      } else if (next >= 0) {
        numberBytes = -1;
      } else if (++numberBytes >= MOST_NUMBER_BYTES) {
        throw new ConnectionError(ErrorCode.DECODER_STREAM_ERROR, "A number of QPACK has no end.");
      }
    }
  }

  private void begin(byte first) {
    if ((first & CANCELLATION_BITS) != CANCELLATION) {
      throw new ConnectionError(
          ErrorCode.DECODER_STREAM_ERROR, "This server has sent nothing that can be acknowledged.");
    }
    if ((first & LONG_NUMBER) == LONG_NUMBER) {
      numberBytes = 0;
    }
  }
}
