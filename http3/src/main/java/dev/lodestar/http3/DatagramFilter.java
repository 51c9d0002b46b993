package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;

/// First in the pipeline of a socket: drops what is too short to be of any use. Netty does not give
/// the memory of some of it back, and answers some of it with more than was sent, which an attacker
/// would turn on somebody else. Used on the event loop only.
final class DatagramFilter extends ChannelInboundHandlerAdapter {
  /// No packet is shorter (RFC 9000, section 10.3.1): it has a connection id of 20 bytes.
  static final int LEAST = 21;

  /// The size to which clients pad a datagram that asks for a connection (RFC 9000, section 14.1).
  static final int LEAST_INITIAL = 1_200;

  private static final int LONG_HEADER = 0x80;
  private static final int TYPE = 0x30;
  private static final int VERSION = 1;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof DatagramPacket packet && isOfUse(packet.content())) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private static boolean isOfUse(ByteBuf content) {
    var size = content.readableBytes();
    if (size < LEAST) {
      return false;
    }
    var start = content.readerIndex();
    var first = content.getByte(start);
    if ((first & LONG_HEADER) == 0 || size >= LEAST_INITIAL) {
      return true;
    }
    var asksForConnection = (first & TYPE) == 0 || content.getInt(start + 1) != VERSION;
    return !asksForConnection;
  }
}
