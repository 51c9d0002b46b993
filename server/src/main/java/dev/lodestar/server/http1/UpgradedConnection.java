package dev.lodestar.server.http1;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.server.exchange.Deadline;
import dev.lodestar.server.exchange.Deadline.Awaited;
import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.MessageRate;
import dev.lodestar.server.exchange.Receipt;
import dev.lodestar.server.exchange.SocketMemory;
import dev.lodestar.server.websocket.Compression;
import dev.lodestar.server.websocket.Memory;
import dev.lodestar.server.websocket.OpenSocket;
import dev.lodestar.server.websocket.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection that was one of HTTP/1.1 and carries a WebSocket now. Used on its event loop only,
/// [#execute(Runnable)] apart.
final class UpgradedConnection extends ChannelInboundHandlerAdapter
    implements LiveConnection, Wire {
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private final LoopContext loop;
  private final Memory memory;
  private final Channel channel;
  private final Output output;
  private final Input dropped = new Input();
  private final Deadline deadline;
  private final OpenSocket socket;
  private final MessageRate rate;
  private final @Nullable Receipt receipt;
  private final long closeTimeout;
  private boolean inputClosed;

  /// Whether the connection has to be closed, for which there may have been no memory.
  private boolean failed;

  /// Whether all has been said, and only the client's end is waited for.
  private boolean finished;

  /// Whether all that was said has been handed to the operating system, too.
  private boolean lingering;

  /// Takes a connection over.
  ///
  /// @param output has written the head of the response
  /// @param receipt what is owed to the application at the end, if anything
  UpgradedConnection(
      LoopContext loop,
      Channel channel,
      Output output,
      ResponseBody.WebSocket opened,
      @Nullable Compression compression,
      @Nullable Receipt receipt) {
    this.loop = loop;
    memory = SocketMemory.of(loop.load());
    this.channel = channel;
    this.output = output;
    this.receipt = receipt;
    deadline = new Deadline(loop);
    var timeout = opened.options().closeTimeout();
    closeTimeout = (timeout.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : timeout).toNanos();
    socket =
        new OpenSocket(this, opened.options(), compression, loop.spareCoders(), opened.session());
    rate = new MessageRate(loop.load(), socket, loop.bodyRate());
  }

  /// Starts, with what the client has sent behind its handshake.
  void open(Input input, boolean endOfInput) {
    socket.open();
    if (!input.isEmpty()) {
      socket.receive(input.bytes(), input.start(), input.end());
      input.clear();
    }
    if (endOfInput) {
      endOfInput();
    }
    settle();
    output.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var data = (ByteBuf) message;
    try {
      if (finished) {
        dropped.drop(data);
      } else {
        var count = data.readableBytes();
        var bytes = loop.receiveArray(count);
        data.readBytes(bytes, 0, count);
        socket.receive(bytes, 0, count);
      }
    } finally {
      data.release();
    }
    settle();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    output.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.closed(this);
    loop.count().close(lingering);
    socket.disconnected();
    output.release();
    settleReceipt();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      endOfInput();
    }
  }

  /// Who says nothing any more cannot say goodbye either.
  private void endOfInput() {
    inputClosed = true;
    if (finished) {
      if (lingering) {
        output.disconnect();
      }
    } else {
      socket.disconnected();
      settleReceipt();
      output.disconnect();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    fail(failure);
  }

  private void fail(Throwable failure) {
    failed = true;
    // First, since there may be no memory left to say so.
    loop.failing(failure);
    relieve();
    output.disconnect();
    loop.failed(channel, failure);
  }

  @Override
  public void relieve() {
    socket.relieve();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(() -> {
      try {
        task.run();
      } catch (Throwable failure) {
        fail(failure);
      }
    });
  }

  @Override
  public long now() {
    return loop.now();
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public void write(byte[] bytes, int length, Runnable taken) {
    output.write(bytes, length, taken);
  }

  @Override
  public void flush() {
    output.flush();
  }

  @Override
  public void settle() {
    var reads = finished ? !dropped.hasDroppedEnough() : !socket.isFull();
    if (reads != channel.config().isAutoRead()) {
      channel.config().setAutoRead(reads);
    }
  }

  @Override
  public void finish() {
    finished = true;
    settleReceipt();
    output.shutdown(() -> {
      if (inputClosed) {
        output.disconnect();
        return;
      }
      lingering = true;
      loop.count().linger();
      deadline.start(Awaited.END, closeTimeout);
    });
    settle();
  }

  private void settleReceipt() {
    if (receipt != null) {
      receipt.settle(Delivery.SENT);
    }
  }

  @Override
  public void abort() {
    output.abort();
  }

  @Override
  public void tick(long now) {
    if (failed || output.isStalled(now, loop.writeTimeout())) {
      output.abort();
    } else if (deadline.expired(now) == Awaited.END) {
      output.disconnect();
    } else {
      rate.tick(now);
      socket.tick(now);
    }
  }

  /// The application is told that the server stops, and closes its sockets.
  @Override
  public void drain() {}

  @Override
  public void interrupt() {
    socket.interrupt();
    output.abort();
  }
}
