package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/// Cuts what comes on a stream at the ends of its frames, and leaves out those that nobody wants.
/// So the codec behind it never reads beyond the frame that it is in, whatever a client makes of
/// the numbers within. Used on the event loop only.
abstract class FrameCutter {
  private enum Part {
    TYPE,
    LENGTH,
    PAYLOAD
  }

  private final VariableNumber number = new VariableNumber();
  private Part part = Part.TYPE;
  private long type;
  private long length;

  /// How much of the payload is missing.
  private long left;

  /// Whether the frame is passed on.
  private boolean wanted;

  /// Whether type and length have not come at once; they are not passed on before they are whole.
  private boolean split;

  /// Where the payload starts in what has come now; 0 if it started earlier.
  private int payloadStart;

  /// Takes note of a frame, when its type and length have come.
  ///
  /// @return whether it is passed on
  abstract boolean begins(long type, long length);

  /// Takes note of the first byte of a payload.
  void payload(byte first, long length) {
    // says nothing in most frames
  }

  /// Passes on what is wanted, and releases the rest.
  final void cut(ChannelHandlerContext context, ByteBuf data) {
    try {
      var whole = data.readerIndex();
      while (data.isReadable()) {
        if (part == Part.PAYLOAD) {
          takePayload(context, data, whole);
        } else {
          takeHead(context, data, whole);
        }
        if (part == Part.TYPE && !number.isBegun()) {
          whole = data.readerIndex();
        }
      }
      if (part == Part.PAYLOAD) {
        pass(context, data, whole, data.readerIndex());
      }
      split = part != Part.TYPE || number.isBegun();
    } finally {
      data.release();
    }
  }

  private void takeHead(ChannelHandlerContext context, ByteBuf data, int start) {
    if (!number.take(data.readByte())) {
      return;
    }
    if (part == Part.TYPE) {
      type = number.value();
      part = Part.LENGTH;
      return;
    }
    length = number.value();
    left = length;
    part = Part.PAYLOAD;
    wanted = begins(type, length);
    if (split && wanted) {
      var head = context.alloc().directBuffer(2 * VariableNumber.MOST_BYTES);
      VariableNumber.write(head, type);
      VariableNumber.write(head, length);
      context.fireChannelRead(head);
    }
    payloadStart = data.readerIndex();
    if (left == 0) {
      endFrame(context, data, start);
    }
  }

  private void takePayload(ChannelHandlerContext context, ByteBuf data, int start) {
    if (left == length) {
      payload(data.getByte(data.readerIndex()), length);
    }
    var count = (int) Math.min(left, data.readableBytes());
    data.skipBytes(count);
    left -= count;
    if (left == 0) {
      endFrame(context, data, start);
    }
  }

  private void endFrame(ChannelHandlerContext context, ByteBuf data, int start) {
    pass(context, data, start, data.readerIndex());
    part = Part.TYPE;
    split = false;
  }

  private void pass(ChannelHandlerContext context, ByteBuf data, int start, int end) {
    var from = split ? Math.max(start, payloadStart) : start;
    if (wanted && from < end) {
      context.fireChannelRead(data.retainedSlice(from, end - from));
    }
    payloadStart = 0;
  }

  /// Returns how much has come of the payload of a frame that has not come to its end.
  ///
  /// @param ofType the type of frame that is looked for
  final long begun(long ofType) {
    return part == Part.PAYLOAD && type == ofType && wanted ? length - left : 0;
  }

  /// Tells whether a frame has not come to its end.
  final boolean isInFrame() {
    return part != Part.TYPE || number.isBegun();
  }
}
