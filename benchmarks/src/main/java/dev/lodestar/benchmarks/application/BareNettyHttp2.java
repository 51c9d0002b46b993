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
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The routes over HTTP/2 on nothing but Netty, in the way of Netty's own examples: the frame
/// codec, the multiplexer, and for each stream a channel with the handler of {@link BareNetty}.
public final class BareNettyHttp2 implements AutoCloseable {
  private static final int MAX_BODY = 10_000_000;

  private final MultiThreadIoEventLoopGroup eventLoops;
  private final int port;

  private BareNettyHttp2(MultiThreadIoEventLoopGroup eventLoops, int port) {
    this.eventLoops = eventLoops;
    this.port = port;
  }

  /// Starts the server on the loopback address.
  ///
  /// @param port the port, 0 for any free one
  /// @return the server, listening
  public static BareNettyHttp2 start(int port) {
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
    return new BareNettyHttp2(eventLoops, ((InetSocketAddress) bound.localAddress()).getPort());
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
          .addLast(Http2FrameCodecBuilder.forServer().build())
          .addLast(new Http2MultiplexHandler(new Stream()));
    }
  }

  private static final class Stream extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new Http2StreamFrameToHttpObjectCodec(true))
          .addLast(new HttpObjectAggregator(MAX_BODY))
          .addLast(new BareNettyHandler());
    }
  }
}
