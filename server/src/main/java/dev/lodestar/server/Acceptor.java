package dev.lodestar.server;

import dev.lodestar.server.loop.Loop;
import dev.lodestar.server.loop.Tick;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannelConfig;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Gives the new connections of one listener to the event loops in turn. When one cannot be
/// accepted, usually because the process has too many open files, the listener pauses, so that it
/// does not spin, and connections wait in the kernel.
///
/// Netty's own acceptor may pause for ever, and forget a connection, when memory has run out.
final class Acceptor extends ChannelInboundHandlerAdapter {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(60);

  private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 16, 1 << 17);

  /// There before there is no memory for it.
  private static final ChannelFutureListener CLOSE_ON_FAILURE =
      registered -> {
        if (!registered.isSuccess()) {
          registered.channel().unsafe().closeForcibly();
        }
      };

  private final EventLoopGroup loops;
  private final Entrance entrance;

  /// Ends a pause; missing until the listener has its event loop.
  private @Nullable Tick end;

  /// Whether something has failed since the last try to end a pause.
  private boolean failed;

  private long nextLog = System.nanoTime();

  /// Creates one for one listener.
  ///
  /// @param entrance what each connection passes through first
  Acceptor(EventLoopGroup loops, Entrance entrance) {
    this.loops = loops;
    this.entrance = entrance;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    var listener = context.channel();
    end = loopOf(listener).every(PAUSE, () -> resume(listener));
  }

  private static Loop loopOf(Channel listener) {
    return (Loop) listener.eventLoop();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var accepted = (Channel) message;
    try {
      configure(accepted.config());
      accepted.pipeline().addLast(entrance);
      loops.register(accepted).addListener(CLOSE_ON_FAILURE);
    } catch (Throwable failure) {
      accepted.unsafe().closeForcibly();
      throw failure;
    }
  }

  private static void configure(ChannelConfig config) {
    config.setAllocator(PooledByteBufAllocator.DEFAULT);
    config.setWriteBufferWaterMark(WATER_MARK);
    if (config instanceof SocketChannelConfig tcp) {
      try {
        tcp.setTcpNoDelay(true);
      } catch (ChannelException gone) {
        // Some systems do not let that be said of a connection that its client has left.
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    failed = true;
    if (failure instanceof OutOfMemoryError) {
      loopOf(context.channel()).starved();
    }
    if (end != null && !end.isOn()) {
      // First, since the pause has to end even if there is no memory left to begin it.
      end.start();
      context.channel().config().setAutoRead(false);
    }
    var now = System.nanoTime();
    if (now - nextLog >= 0) {
      nextLog = now + LOG_INTERVAL;
      LoggerFactory.getLogger(Acceptor.class)
          .error(
              "accept_failed: {}. New connections wait for {} ms at a time; this is logged once a"
                  + " minute.",
              failure.toString(),
              TimeUnit.NANOSECONDS.toMillis(PAUSE));
    }
  }

  /// Netty tells of what fails in here by [#exceptionCaught] alone.
  private void resume(Channel listener) {
    failed = false;
    if (listener.isOpen()) {
      listener.config().setAutoRead(true);
      // Again, since the line before does nothing if it has failed in its middle before.
      listener.read();
    }
    if (end != null && !failed) {
      end.stop();
    }
  }
}
