package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;

/// First in the pipeline of a request that is not even read, so that the client may ask again.
/// Nothing gets past it. Used on the event loop only.
final class RejectedStream extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;

  RejectedStream(Http3Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var _ = ((QuicStreamChannel) context.channel()).shutdown(ErrorCode.REQUEST_REJECTED);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    // nothing was read
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      var _ = context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
    connection.leftBehind();
    var _ = context.close();
  }
}
