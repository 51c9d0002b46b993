package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;

/// First in the pipeline of a socket: drops what is too short to be of any use. Netty does not give
/// the memory of some of it back, and answers some of it with more than was sent, which an attacker
/// would turn on somebody else. Who speaks another version of QUIC is told which there is: Netty
/// does so only if the bits that say what a packet is mean the same as in this version, and they do
/// not in version 2 (RFC 9369, section 3.2). Used on the event loop only.
final class DatagramFilter extends ChannelInboundHandlerAdapter {
  /// No packet is shorter (RFC 9000, section 10.3.1): it has a connection id of 20 bytes.
  static final int LEAST = 21;

  /// The size to which clients pad a datagram that asks for a connection (RFC 9000, section 14.1).
  static final int LEAST_INITIAL = 1_200;

  private static final int LONG_HEADER = 0x80;
  private static final int FIXED = 0x40;
  private static final int TYPE = 0x30;
  private static final int VERSION = 1;

  /// A version that means: this packet is the answer to one of an unknown version.
  private static final int NEGOTIATION = 0;

  /// Where the first connection id is, with its length before it (RFC 8999, section 5.1).
  private static final int IDS = 5;

  private boolean answered;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof DatagramPacket packet && isOfUse(context, packet)) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private boolean isOfUse(ChannelHandlerContext context, DatagramPacket packet) {
    var content = packet.content();
    var size = content.readableBytes();
    if (size < LEAST) {
      return false;
    }
    var start = content.readerIndex();
    var first = content.getByte(start);
    if ((first & LONG_HEADER) == 0) {
      return true;
    }
    var version = content.getInt(start + 1);
    if (version == VERSION) {
      return (first & TYPE) != 0 || size >= LEAST_INITIAL;
    }
    if (version != NEGOTIATION && size >= LEAST_INITIAL) {
      var _ = context.write(new DatagramPacket(versions(context, content), packet.sender()));
      answered = true;
    }
    return false;
  }

  /// Tells which version there is (RFC 9000, section 17.2.1). That is shorter than what asks for
  /// it.
  private static ByteBuf versions(ChannelHandlerContext context, ByteBuf asking) {
    var to = asking.readerIndex() + IDS;
    var toLength = 1 + asking.getUnsignedByte(to);
    var from = to + toLength;
    var fromLength = 1 + asking.getUnsignedByte(from);
    return context
        .alloc()
        .directBuffer(IDS + toLength + fromLength + Integer.BYTES)
        .writeByte(LONG_HEADER | FIXED)
        .writeInt(NEGOTIATION)
        .writeBytes(asking, from, fromLength)
        .writeBytes(asking, to, toLength)
        .writeInt(VERSION);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (answered) {
      answered = false;
      context.flush();
    }
    context.fireChannelReadComplete();
  }
}
