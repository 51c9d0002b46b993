package dev.lodestar.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// A connection too many: its first request is answered 503 unread, and what else comes is dropped
/// until the client closes or two seconds have passed.
final class TurnedAway extends ChannelInboundHandlerAdapter {
  private static final long LINGER_SECONDS = 2;

  private final byte[] refusal;
  private boolean answered;

  TurnedAway(byte[] refusal) {
    this.refusal = refusal;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var _ =
        context
            .channel()
            .eventLoop()
            .schedule(() -> close(context), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    if (!answered) {
      answered = true;
      context
          .writeAndFlush(Unpooled.wrappedBuffer(refusal))
          .addListener(written -> {
            var _ = ((DuplexChannel) context.channel()).shutdownOutput();
          });
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      close(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    close(context);
  }
}
