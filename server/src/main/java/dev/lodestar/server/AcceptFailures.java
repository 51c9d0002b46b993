package dev.lodestar.server;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/// What happens when a connection cannot be accepted, usually because the process has too many open
/// files: the listener pauses, so that it does not spin, and connections wait in the kernel.
@Sharable
final class AcceptFailures extends ChannelInboundHandlerAdapter {
  private static final long PAUSE_MILLIS = 200;
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(60);

  private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    var config = context.channel().config();
    if (config.isAutoRead()) {
      // First, since there may be no memory left for it, and the pause would not end.
      var _ =
          context
              .channel()
              .eventLoop()
              .schedule(() -> config.setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      config.setAutoRead(false);
    }
    var now = System.nanoTime();
    var due = nextLog.get();
    if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_INTERVAL)) {
      LoggerFactory.getLogger(AcceptFailures.class)
          .error(
              "accept_failed: {}. New connections wait for {} ms at a time; this is logged once a"
                  + " minute.",
              failure.toString(),
              PAUSE_MILLIS);
    }
  }
}
