package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// First in the pipeline of a stream that carries no request: of control, of QPACK, or unknown.
/// Counts what comes. Used on the event loop only.
final class OtherStream extends ChannelInboundHandlerAdapter {
  /// How many frames the opening of a stream counts as.
  static final int OPENING = 8;

  private final Http3Connection connection;

  OtherStream(Http3Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection.guarded(() -> connection.guard().control(OPENING));
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf data) {
      var count = data.readableBytes();
      connection.guarded(() -> connection.guard().controlBytes(count));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
    connection.leftBehind();
    var _ = context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    context.fireUserEventTriggered(event);
    if (event instanceof ChannelInputShutdownEvent) {
      // Nobody closes an unknown stream otherwise, nor one that has not said what it is.
      var _ = context.close();
    }
  }
}
