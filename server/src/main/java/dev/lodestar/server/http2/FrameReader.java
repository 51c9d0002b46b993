package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.ConnectionError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Finds the frames in the bytes of one connection, and puts the fragments of heads together (RFC
/// 9113, sections 4 and 6). What is wrong with a frame ends the connection, where the RFC leaves
/// the choice: who sends malformed frames cannot be followed any further.
final class FrameReader {
  /// The most fragments of a head after the first.
  static final int MOST_CONTINUATIONS = 64;

  private final Frames frames;
  private final int mostBlock;
  private boolean settingsCame;
  private boolean stopped;

  /// The fragments of the head that is coming, while one is.
  private @Nullable ByteBuf block;

  private int blockStream;
  private boolean blockEndsStream;
  private int continuations;

  /// Creates a reader.
  ///
  /// @param mostBlock the most bytes of a head as it is encoded
  FrameReader(Frames frames, int mostBlock) {
    this.frames = frames;
    this.mostBlock = mostBlock;
  }

  /// Takes all frames that have come whole, until it is stopped.
  ///
  /// @throws ConnectionError if a frame is malformed, or the connection has to end for another
  ///   reason
  void read(ByteBuf in) {
    while (!stopped && in.readableBytes() >= FrameType.HEAD_LENGTH) {
      var at = in.readerIndex();
      var length = in.getUnsignedMedium(at);
      if (length > FrameType.MAX_SIZE) {
        throw new ConnectionError(
            ErrorCode.FRAME_SIZE_ERROR,
            "A frame of "
                + length
                + " bytes came; at most "
                + FrameType.MAX_SIZE
                + " are accepted.");
      }
      if (in.readableBytes() < FrameType.HEAD_LENGTH + length) {
        return;
      }
      in.skipBytes(FrameType.HEAD_LENGTH);
      var end = in.readerIndex() + length;
      var flags = in.getByte(at + 4) & 0xFF;
      var stream = in.getInt(at + 5) & Integer.MAX_VALUE;
      take(in.getByte(at + 3) & 0xFF, flags, stream, in, length);
      in.readerIndex(end);
    }
  }

  /// Tells whether a head has not come whole.
  boolean isInHead() {
    return block != null;
  }

  /// Takes no further frames, also of those that have come, and lets go of what it has.
  void stop() {
    stopped = true;
    if (block != null) {
      block.release();
      block = null;
    }
  }

  private void take(int type, int flags, int stream, ByteBuf in, int length) {
    if (!settingsCame) {
      if (type != FrameType.SETTINGS || (flags & FrameType.ACK) != 0) {
        throw ErrorCode.protocolError("The first frame has to be SETTINGS.");
      }
      settingsCame = true;
    }
    if (block != null && (type != FrameType.CONTINUATION || stream != blockStream)) {
      throw ErrorCode.protocolError("Another frame came before the end of a head.");
    }
    switch (type) {
      case FrameType.DATA -> data(flags, needStream(stream), in, length);
      case FrameType.HEADERS -> headers(flags, needStream(stream), in, length);
      case FrameType.PRIORITY -> priority(needStream(stream), in, length);
      case FrameType.RST_STREAM -> {
        needLength(length, 4, "RST_STREAM");
        frames.reset(needStream(stream));
      }
      case FrameType.SETTINGS -> settings(flags, stream, in, length);
      case FrameType.PUSH_PROMISE -> throw ErrorCode.protocolError("A client cannot push.");
      case FrameType.PING -> ping(flags, stream, in, length);
      case FrameType.GOAWAY -> {
        needConnection(stream, "GOAWAY");
        if (length < 8) {
          throw wrongSize("GOAWAY");
        }
        frames.goAway();
      }
      case FrameType.WINDOW_UPDATE -> {
        needLength(length, 4, "WINDOW_UPDATE");
        frames.windowUpdate(stream, in.getInt(in.readerIndex()) & Integer.MAX_VALUE);
      }
      case FrameType.CONTINUATION -> continuation(flags, needStream(stream), in, length);
      default -> frames.ignored();
    }
  }

  private void data(int flags, int stream, ByteBuf in, int length) {
    var padding = padding(flags, in, length);
    var prefix = (flags & FrameType.PADDED) == 0 ? 0 : 1;
    frames.data(
        stream,
        in,
        in.readerIndex() + prefix,
        length - prefix - padding,
        length,
        (flags & FrameType.END_STREAM) != 0);
  }

  private void headers(int flags, int stream, ByteBuf in, int length) {
    var padding = padding(flags, in, length);
    var prefix = (flags & FrameType.PADDED) == 0 ? 0 : 1;
    if ((flags & FrameType.WITH_PRIORITY) != 0) {
      if (length < prefix + 5 + padding) {
        throw wrongSize("HEADERS");
      }
      checkDependency(stream, in, in.readerIndex() + prefix);
      prefix += 5;
    }
    blockStream = stream;
    blockEndsStream = (flags & FrameType.END_STREAM) != 0;
    continuations = 0;
    in.skipBytes(prefix);
    var count = length - prefix - padding;
    if ((flags & FrameType.END_HEADERS) == 0) {
      collect(in, count);
      return;
    }
    // No copy: the block is all that is readable for a while.
    var writerIndex = in.writerIndex();
    in.writerIndex(in.readerIndex() + count);
    frames.headers(stream, in, blockEndsStream);
    in.writerIndex(writerIndex);
  }

  private void continuation(int flags, int stream, ByteBuf in, int length) {
    if (block == null) {
      throw ErrorCode.protocolError("A CONTINUATION frame came without a head to continue.");
    }
    if (++continuations > MOST_CONTINUATIONS) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM,
          "A head came in more than " + MOST_CONTINUATIONS + " CONTINUATION frames.");
    }
    collect(in, length);
    if ((flags & FrameType.END_HEADERS) == 0) {
      return;
    }
    var whole = block;
    block = null;
    try {
      frames.headers(stream, whole, blockEndsStream);
    } finally {
      whole.release();
    }
  }

  private void collect(ByteBuf in, int count) {
    var known = block;
    if (known == null) {
      known = ByteBufAllocator.DEFAULT.buffer(Math.max(count, 256));
      block = known;
    }
    if (known.readableBytes() + count > mostBlock) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM,
          "A head is larger than the " + mostBlock + " bytes that this server decodes.");
    }
    known.writeBytes(in, in.readerIndex(), count);
  }

  private void priority(int stream, ByteBuf in, int length) {
    needLength(length, 5, "PRIORITY");
    checkDependency(stream, in, in.readerIndex());
    frames.ignored();
  }

  private static void checkDependency(int stream, ByteBuf in, int index) {
    if ((in.getInt(index) & Integer.MAX_VALUE) == stream) {
      throw ErrorCode.protocolError("The stream " + stream + " depends on itself.");
    }
  }

  private void settings(int flags, int stream, ByteBuf in, int length) {
    needConnection(stream, "SETTINGS");
    if ((flags & FrameType.ACK) != 0) {
      needLength(length, 0, "SETTINGS with ACK");
      frames.settingsAcknowledged();
      return;
    }
    if (length % 6 != 0) {
      throw wrongSize("SETTINGS");
    }
    frames.settings(in, length / 6);
  }

  private void ping(int flags, int stream, ByteBuf in, int length) {
    needConnection(stream, "PING");
    needLength(length, 8, "PING");
    var data = in.getLong(in.readerIndex());
    if ((flags & FrameType.ACK) != 0) {
      frames.pingAcknowledged(data);
    } else {
      frames.ping(data);
    }
  }

  /// How many bytes of padding follow the content.
  private static int padding(int flags, ByteBuf in, int length) {
    if ((flags & FrameType.PADDED) == 0) {
      return 0;
    }
    if (length == 0) {
      throw wrongSize("PADDED");
    }
    var padding = in.getUnsignedByte(in.readerIndex());
    if (padding >= length) {
      throw ErrorCode.protocolError("The padding of a frame is longer than its content.");
    }
    return padding;
  }

  private static int needStream(int stream) {
    if (stream == 0) {
      throw ErrorCode.protocolError("A frame that belongs to a stream came without one.");
    }
    return stream;
  }

  private static void needConnection(int stream, String type) {
    if (stream != 0) {
      throw ErrorCode.protocolError(
          "A " + type + " frame belongs to the connection, but came for stream " + stream + ".");
    }
  }

  private static void needLength(int length, int right, String type) {
    if (length != right) {
      throw wrongSize(type);
    }
  }

  private static ConnectionError wrongSize(String type) {
    return new ConnectionError(
        ErrorCode.FRAME_SIZE_ERROR, "A frame has the wrong size: " + type + ".");
  }
}
