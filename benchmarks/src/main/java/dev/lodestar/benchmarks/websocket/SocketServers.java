package dev.lodestar.benchmarks.websocket;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.server.NettyEngine;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Echoes messages in a process of its own, until its standard input ends. Prints `port 12345` when
/// it listens.
final class SocketServers {
  private static final int MOST_CONNECTIONS = 100_000;

  private SocketServers() {}

  static void main(String... arguments) throws IOException {
    switch (arguments[0]) {
      case "lodestar" -> {
        var options = ServerOptions.defaults().withPort(0).withMaxConnections(MOST_CONNECTIONS);
        try (var server = new NettyEngine().start(new Sockets(), options)) {
          serve(server.port());
        }
      }
      case "netty" -> serve(bareNetty());
      default ->
          throw new IllegalArgumentException(
              "The server is '" + arguments[0] + "', but there are lodestar and netty.");
    }
  }

  private static void serve(int port) throws IOException {
    System.out.println("port " + port);
    while (System.in.read() >= 0) {
      // wait for the end
    }
    System.exit(0);
  }

  /// Opens a socket for everybody.
  private static final class Sockets implements HttpApplication {
    @Override
    public RenderedResponse handle(Request request) {
      return EchoSession.open(request);
    }

    @Override
    public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
      throw failure;
    }
  }

  private static int bareNetty() {
    var epoll = Epoll.isAvailable();
    var bound =
        new ServerBootstrap()
            .group(
                new MultiThreadIoEventLoopGroup(
                    Runtime.getRuntime().availableProcessors(),
                    epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()))
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new NettyConnection())
            .bind("127.0.0.1", 0)
            .syncUninterruptibly();
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private static final class NettyConnection extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(65_536))
          .addLast(new WebSocketServerProtocolHandler("/", null, false, 1_000_000))
          .addLast(new NettyEcho());
    }
  }

  /// Sends each frame back, and flushes once for all that were read together.
  private static final class NettyEcho extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      var _ = context.write(frame.retain(), context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
