package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.LoggerFactory;

/// What happens when a datagram cannot be read as one of QUIC, or the socket says that one did not
/// arrive: nothing. Anybody may send anything to a port of UDP.
final class SocketFailures extends ChannelInboundHandlerAdapter {

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    LoggerFactory.getLogger(SocketFailures.class)
        .debug("A datagram was dropped at {}.", context.channel(), failure);
  }
}
