package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.util.AsciiString;
import java.util.List;

/// Looks at heads before the codec makes one field of several. Used on the event loop only.
final class LengthFields extends ChannelInboundHandlerAdapter {
  private static final AsciiString NAME = AsciiString.cached("content-length");

  private final Http3Stream stream;

  LengthFields(Http3Stream stream) {
    this.stream = stream;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (frame instanceof Http3HeadersFrame head && !isOne(head.headers().getAll(NAME))) {
      stream.lengthTwice();
    }
    context.fireChannelRead(frame);
  }

  private static boolean isOne(List<CharSequence> values) {
    return values.isEmpty()
        || (values.size() == 1 && AsciiString.indexOf(values.getFirst(), ',', 0) < 0);
  }
}
