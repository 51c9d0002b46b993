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

/// Between a stream of QUIC and the codec of its frames. Of what comes, it follows the frames and
/// drops unknown ones: the codec does not tell when a stream ends within one. What goes, it
/// collects until it is flushed, so that head, body and end travel in one datagram if they fit.
/// Used on the event loop only.
final class StreamWire extends ChannelDuplexHandler {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PUSH_PROMISE = 5;

  /// The codec knows the types up to here that it accepts, or refuses.
  private static final int MOST_KNOWN = 13;

  private static final int FIRST_SIZE = 512;

  private final Http3Stream stream;
  private final FrameCutter cutter =
      new FrameCutter() {
        @Override
        boolean begins(long type, long length) {
          return StreamWire.this.begins(type, length);
        }
      };
  private @Nullable ChannelHandlerContext context;

  /// What has been written, in one piece: where Netty is given several, it loses what QUIC says of
  /// a stream that the client does not want any more.
  private @Nullable ByteBuf collected;

  /// How much has come of a head that has not come to its end.
  private long unfinished;

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
      cutter.cut(own, data);
      setUnfinished(cutter.begun(HEADERS));
    } else {
      own.fireChannelRead(message);
    }
  }

  /// A head is kept until it is whole.
  private void setUnfinished(long count) {
    var change = count - unfinished;
    if (change != 0) {
      unfinished = count;
      stream.unfinishedHead(change);
    }
  }

  private boolean begins(long type, long length) {
    if (type != HEADERS && (type != DATA || length == 0)) {
      stream.uselessFrame();
    }
    if (type == PUSH_PROMISE) {
      // RFC 9114, section 7.2.5: only servers promise. The codec knows only that it may be here.
      stream.unexpectedFrame();
    }
    return type <= MOST_KNOWN && type != PUSH_PROMISE;
  }

  /// Tells whether a frame has not come to its end.
  boolean isInFrame() {
    return cutter.isInFrame();
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
    setUnfinished(0);
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
