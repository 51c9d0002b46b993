package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Between a stream of QUIC and the codec of its frames. Of what comes, it follows the frames: the
/// codec drops unknown ones, and does not tell when a stream ends within one. What goes, it
/// collects until it is flushed, so that head, body and end travel in one datagram if they fit.
/// Used on the event loop only.
final class StreamWire extends ChannelDuplexHandler {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int FIRST_SIZE = 512;

  private enum Part {
    TYPE,
    LENGTH,
    PAYLOAD
  }

  private final Http3Stream stream;
  private Part part = Part.TYPE;

  /// What has come of a number, and how many bytes of it are missing; -1 before its first byte.
  private long number;

  private int numberLeft = -1;
  private long type;

  /// How much of the payload of a frame is missing.
  private long left;

  private @Nullable ChannelHandlerContext context;

  /// What has been written, in one piece: where Netty is given several, it loses what QUIC says of
  /// a stream that the client does not want any more.
  private @Nullable ByteBuf collected;

  private List<ChannelPromise> promises = new ArrayList<>();
  private @Nullable ChannelPromise end;

  StreamWire(Http3Stream stream) {
    this.stream = stream;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext own) {
    context = own;
  }

  // What comes.

  @Override
  public void channelRead(ChannelHandlerContext own, Object message) {
    if (message instanceof ByteBuf data) {
      follow(data);
    }
    own.fireChannelRead(message);
  }

  private void follow(ByteBuf data) {
    var position = data.readerIndex();
    var end = data.writerIndex();
    while (position < end) {
      if (part == Part.PAYLOAD) {
        var count = (int) Math.min(left, end - position);
        position += count;
        left -= count;
        if (left == 0) {
          part = Part.TYPE;
        }
      } else if (takeNumber(data.getByte(position++))) {
        takeNumber();
      }
    }
  }

  /// Takes a byte of a number (RFC 9000, section 16).
  ///
  /// @return whether it was the last
  private boolean takeNumber(byte next) {
    if (numberLeft < 0) {
      numberLeft = (1 << ((next & 0xFF) >>> 6)) - 1;
      number = next & 0x3F;
    } else {
      numberLeft--;
      number = (number << 8) | (next & 0xFF);
    }
    return numberLeft == 0;
  }

  private void takeNumber() {
    numberLeft = -1;
    if (part == Part.TYPE) {
      type = number;
      part = Part.LENGTH;
      return;
    }
    left = number;
    part = left == 0 ? Part.TYPE : Part.PAYLOAD;
    if (type != HEADERS && (type != DATA || left == 0)) {
      stream.uselessFrame();
    }
  }

  /// Tells whether a frame has not come to its end.
  boolean isInFrame() {
    return part != Part.TYPE || numberLeft >= 0;
  }

  // What goes.

  @Override
  public void write(ChannelHandlerContext own, Object message, ChannelPromise promise) {
    if (!(message instanceof ByteBuf data)) {
      var _ = own.write(message, promise);
      return;
    }
    var all = collected;
    if (all == null) {
      all = own.alloc().directBuffer(Math.max(FIRST_SIZE, data.readableBytes()));
      collected = all;
    }
    all.writeBytes(data);
    data.release();
    promises.add(promise);
  }

  /// Takes note that the stream ends after what has been written, when that is flushed.
  ///
  /// @return says whether the end was reached
  ChannelFuture end() {
    var own = context;
    if (own == null) {
      throw new IllegalStateException("The stream has not begun.");
    }
    var promise = own.newPromise();
    end = promise;
    return promise;
  }

  @Override
  public void flush(ChannelHandlerContext own) {
    var last = end;
    var data = collected;
    if (data == null && last == null) {
      own.flush();
      return;
    }
    collected = null;
    end = null;
    var told = promises;
    promises = new ArrayList<>();
    var frame =
        new DefaultQuicStreamFrame(data == null ? Unpooled.EMPTY_BUFFER : data, last != null);
    own.writeAndFlush(frame)
        .addListener(written -> {
          for (var promise : told) {
            settle(promise, written.cause());
          }
          if (last != null) {
            settle(last, written.cause());
          }
        });
  }

  private static void settle(ChannelPromise promise, @Nullable Throwable failure) {
    if (failure == null) {
      promise.trySuccess();
    } else {
      promise.tryFailure(failure);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext own) {
    drop();
    own.fireChannelInactive();
  }

  /// Forgets what has not been flushed.
  void drop() {
    var data = collected;
    collected = null;
    if (data != null) {
      data.release();
    }
    var failure = new ClosedChannelException();
    for (var promise : promises) {
      promise.tryFailure(failure);
    }
    promises.clear();
    if (end != null) {
      end.tryFailure(failure);
      end = null;
    }
  }
}
