package dev.lodestar.benchmarks.application;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The routes on nothing but Netty, in the way of Netty's own examples: the HTTP codec, the
/// aggregator, and one handler that runs on the event loop.
///
/// It gets the same advantages as Lodestar's engine: epoll where there is epoll, the pooled
/// allocator, no delay, one event loop for each processor, and a `Date` that is formatted once a
/// second.
public final class BareNetty implements AutoCloseable {
  private static final int MAX_BODY = 10_000_000;

  private final MultiThreadIoEventLoopGroup eventLoops;
  private final int port;

  private BareNetty(MultiThreadIoEventLoopGroup eventLoops, int port) {
    this.eventLoops = eventLoops;
    this.port = port;
  }

  /// Starts the server on the loopback address.
  ///
  /// @param port the port, 0 for any free one
  /// @return the server, listening
  public static BareNetty start(int port) {
    var epoll = Epoll.isAvailable();
    var eventLoops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    var bound =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childHandler(new Connection())
            .bind("127.0.0.1", port)
            .syncUninterruptibly()
            .channel();
    return new BareNetty(eventLoops, portOf(bound));
  }

  private static int portOf(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// Returns the port.
  ///
  /// @return the port that it really listens on
  public int port() {
    return port;
  }

  @Override
  public void close() {
    eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static final class Connection extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(MAX_BODY))
          .addLast(new BareNettyHandler());
    }
  }
}
