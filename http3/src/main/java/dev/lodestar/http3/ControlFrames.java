package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.Http3CancelPushFrame;
import io.netty.handler.codec.http3.Http3GoAwayFrame;
import io.netty.util.ReferenceCountUtil;

/// Last in the pipeline of the control stream: takes what the client says of the connection. Used
/// on the event loop only.
final class ControlFrames extends StreamFailures {

  ControlFrames(Http3Connection connection) {
    super(connection);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      switch (frame) {
        case Http3GoAwayFrame leaves -> connection().leaves();
        case Http3CancelPushFrame cancelled ->
            connection().end(ErrorCode.ID_ERROR, "This server has promised no response.");
        default -> {
          // says nothing that this has to know
        }
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }
}
