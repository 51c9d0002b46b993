package dev.lodestar.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3HeadersValidationException;
import io.netty.handler.codec.quic.QuicException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/// Tells a stream what its channel says.
final class StreamEvents extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;
  private final Http3Stream stream;

  StreamEvents(Http3Connection connection, Http3Stream stream) {
    this.connection = connection;
    this.stream = stream;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      if (!stream.isClosed()) {
        connection.guarded(() -> read(frame));
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void read(Object frame) {
    switch (frame) {
      case Http3HeadersFrame head -> stream.headers(head.headers());
      case Http3DataFrame data -> stream.data(data.content());
      default -> {
        // a frame that is there to be ignored, and has been counted
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.guarded(stream::readComplete);
    context.fireChannelReadComplete();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      connection.guarded(stream::inputEnded);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    stream.writabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    switch (failure) {
      case Http3Exception told -> connection.guarded(stream::malformed);
      case Http3HeadersValidationException told -> connection.guarded(stream::malformed);
      case IllegalArgumentException told -> connection.guarded(stream::malformed);
      case DecoderException malformed -> undecodable();
      case AssertionError malformed -> undecodable();
      case QuicException reset -> connection.guarded(stream::wasReset);
      case IOException reset -> connection.guarded(stream::wasReset);
      default -> connection.fail(failure);
    }
  }

  /// The codec was given the whole frame, so it is what is in a head. It asserts, where assertions
  /// are on, that numbers in it have an end.
  private void undecodable() {
    connection.end(ErrorCode.DECOMPRESSION_FAILED, "A head cannot be decoded.");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stream.channelClosed();
    context.fireChannelInactive();
  }
}
