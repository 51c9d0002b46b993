package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// First in the pipeline of a stream that carries no request: of control, of QPACK, or unknown.
/// Counts what comes, and checks what the codec does not. Used on the event loop only.
final class OtherStream extends ChannelInboundHandlerAdapter {
  /// How many frames the opening of a stream counts as.
  static final int OPENING = 8;

  private static final int CANCEL_PUSH = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int MAX_PUSH_ID = 13;

  /// What a stream is for (RFC 9114, section 6.2; RFC 9204, section 4.2).
  private enum Type {
    UNTOLD,
    CONTROL,
    PUSH,
    ENCODER,
    DECODER,
    UNKNOWN;

    static Type of(long number) {
      return switch ((int) Math.min(number, Integer.MAX_VALUE)) {
        case 0 -> CONTROL;
        case 1 -> PUSH;
        case 2 -> ENCODER;
        case 3 -> DECODER;
        default -> UNKNOWN;
      };
    }

    boolean isCritical() {
      return this == CONTROL || this == ENCODER || this == DECODER;
    }
  }

  private final Http3Connection connection;
  private final VariableNumber number = new VariableNumber();
  private final FrameCutter cutter = new ControlCutter();
  private final QpackInstructions qpack = new QpackInstructions();
  private Type type = Type.UNTOLD;

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
    if (!(message instanceof ByteBuf data)) {
      context.fireChannelRead(message);
      return;
    }
    var count = data.readableBytes();
    connection.guarded(() -> connection.guard().controlBytes(count));
    while (type == Type.UNTOLD && data.isReadable()) {
      if (number.take(data.readByte())) {
        take(context, Type.of(number.value()));
      }
    }
    if (data.isReadable() && type == Type.CONTROL) {
      cutter.cut(context, data);
      return;
    }
    try {
      connection.guarded(() -> qpack(data));
    } finally {
      data.release();
    }
  }

  /// The codec is not asked, since it takes for granted that clients keep to what was agreed.
  private void qpack(ByteBuf data) {
    if (type == Type.ENCODER) {
      qpack.encoder(data);
    } else if (type == Type.DECODER) {
      qpack.decoder(data);
    }
  }

  private void take(ChannelHandlerContext context, Type told) {
    type = told;
    if (told.isCritical()) {
      var again = context.alloc().directBuffer(1);
      context.fireChannelRead(again.writeByte((int) number.value()));
    } else if (told == Type.PUSH) {
      connection.end(ErrorCode.STREAM_CREATION_ERROR, "Only servers open push streams.");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
    if (type.isCritical()) {
      connection.end(
          ErrorCode.CLOSED_CRITICAL_STREAM, "A stream was broken off that the connection needs.");
      return;
    }
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

  /// RFC 9114, sections 6.2.1 and 7.1.
  private final class ControlCutter extends FrameCutter {
    private boolean settled;

    /// Whether the frame is a number and nothing else.
    private boolean ofNumber;

    @Override
    boolean begins(long frame, long length) {
      if (!settled && frame != SETTINGS) {
        connection.end(ErrorCode.MISSING_SETTINGS, "The first frame has to be SETTINGS.");
        return false;
      }
      settled = true;
      ofNumber = frame == CANCEL_PUSH || frame == GOAWAY || frame == MAX_PUSH_ID;
      if (ofNumber && length == 0) {
        wrongLength();
        return false;
      }
      return frame <= MAX_PUSH_ID;
    }

    @Override
    void payload(byte first, long length) {
      if (ofNumber && VariableNumber.length(first) != length) {
        wrongLength();
      }
    }

    private void wrongLength() {
      connection.end(ErrorCode.FRAME_ERROR, "The payload of a frame is not a number.");
    }
  }
}
