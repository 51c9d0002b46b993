package dev.lodestar.server.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.server.exchange.ConnectionError;
import dev.lodestar.server.exchange.LoopContext;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// The bytes of a client as they come: the preface, then frames, of which the last may not be
/// whole. Used on the event loop only.
final class Incoming {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  /// Received buffers are larger than what is left in them.
  private static final int ROOM = 256;

  private final FrameReader reader;
  private final LoopContext loop;
  private int prefaceSeen;

  /// What has come of a frame that is not whole.
  private @Nullable ByteBuf rest;

  /// How many bytes there were before frames were taken out of them.
  private int before;

  /// Since when the rest of a head has been missing; and when bytes of a frame that is not whole
  /// came last; 0 if nothing is missing.
  private long headSince;

  private long pausedSince;

  Incoming(FrameReader reader, LoopContext loop) {
    this.reader = reader;
    this.loop = loop;
  }

  /// Takes note that the connection is there.
  void open(long now) {
    headSince = now;
  }

  /// Puts what has come behind what was not a whole frame.
  ByteBuf joined(ByteBuf data) {
    var known = rest;
    rest = null;
    if (known == null) {
      before = data.readableBytes();
      return data;
    }
    try {
      before = known.readableBytes() + data.readableBytes();
      return known.discardReadBytes().writeBytes(data);
    } finally {
      data.release();
    }
  }

  /// Takes what is there of the preface.
  ///
  /// @return whether it has come whole
  /// @throws ConnectionError if it is something else
  boolean takePreface(ByteBuf in) {
    while (prefaceSeen < PREFACE.length && in.isReadable()) {
      if (in.readByte() != PREFACE[prefaceSeen++]) {
        throw ErrorCode.protocolError("The connection does not start with the preface of HTTP/2.");
      }
    }
    return prefaceSeen == PREFACE.length;
  }

  /// Keeps what is not a whole frame yet, and lets go of the buffer.
  ///
  /// @param wanted whether more is read of this connection
  void keep(ByteBuf in, boolean wanted, ByteBufAllocator buffers) {
    if (prefaceSeen == PREFACE.length && in.readableBytes() < before && !reader.isInHead()) {
      // Whole frames have come, and if one is missing now, it is another.
      headSince = 0;
    }
    if (!in.isReadable() || !wanted) {
      pausedSince = 0;
    } else {
      rest = buffers.buffer(in.readableBytes() + ROOM).writeBytes(in);
      pausedSince = loop.now();
    }
    in.release();
    if (prefaceSeen < PREFACE.length || reader.isInHead() || startsHead(rest)) {
      headSince = headSince == 0 ? loop.now() : headSince;
    } else {
      headSince = 0;
    }
  }

  private static boolean startsHead(@Nullable ByteBuf rest) {
    if (rest == null || rest.readableBytes() < FrameType.HEAD_LENGTH) {
      return rest != null;
    }
    var type = rest.getByte(rest.readerIndex() + 3);
    return type != FrameType.DATA;
  }

  /// Tells whether the rest of a head, or of the preface, has been missing for too long.
  boolean isHeadTooSlow(long now) {
    return headSince != 0 && now - headSince > loop.headerTimeout();
  }

  /// Tells whether nothing has come of the rest of a frame for too long.
  boolean isFrameTooSlow(long now) {
    return pausedSince != 0 && now - pausedSince > loop.bodyTimeout();
  }

  /// Lets go of everything.
  void release() {
    reader.stop();
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }
}
