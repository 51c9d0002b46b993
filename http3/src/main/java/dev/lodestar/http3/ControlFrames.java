package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
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
    var leaves = frame instanceof Http3GoAwayFrame;
    ReferenceCountUtil.release(frame);
    if (leaves) {
      connection().leaves();
    }
  }
}
