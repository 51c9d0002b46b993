package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.quic.QuicException;
import java.io.IOException;

/// What becomes of failures in streams that carry no request. Used on the event loop only.
class StreamFailures extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;

  StreamFailures(Http3Connection connection) {
    this.connection = connection;
  }

  final Http3Connection connection() {
    return connection;
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    switch (failure) {
      case Http3Exception told -> {
        // Netty has ended the connection, or does so now.
      }
      case QuicException reset -> giveUp(context);
      case IOException reset -> giveUp(context);
      case DecoderException malformed -> {
        var setting = malformed.getCause() instanceof IllegalArgumentException;
        connection.end(
            setting ? ErrorCode.SETTINGS_ERROR : ErrorCode.FRAME_ERROR,
            "What came on the control stream is malformed.");
      }
      default -> connection.fail(failure);
    }
  }

  private void giveUp(ChannelHandlerContext context) {
    connection.leftBehind();
    var _ = context.close();
  }
}
