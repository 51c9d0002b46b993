package dev.lodestar.http3;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3GoAwayFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInitializer;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.codec.quic.SslEarlyDataReadyEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// A client of tests over Netty's HTTP/3. A raw one sends nothing by itself: no settings, no
/// streams of its own.
final class QuicClient implements AutoCloseable {
  static final int PATIENCE_SECONDS = 60;

  /// Shared by all clients: its thread is a daemon.
  private static final MultiThreadIoEventLoopGroup GROUP =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("client", true), NioIoHandler.newFactory());

  private final QuicChannel channel;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<Http3Settings> settings = new CompletableFuture<>();
  private volatile boolean offeredEarlyData;
  private final BlockingQueue<Long> goAways = new LinkedBlockingQueue<>();

  /// How a client connects.
  static final class Settings {
    private int port;
    private boolean raw;
    private String host = "localhost";
    private UnaryOperator<QuicSslContextBuilder> tls = builder -> builder;
    private long streamWindow = 1_000_000;
    private QuicSslContext context;

    Settings raw() {
      raw = true;
      return this;
    }

    Settings host(String name) {
      host = name;
      return this;
    }

    Settings tls(UnaryOperator<QuicSslContextBuilder> change) {
      tls = change;
      return this;
    }

    /// Remembers what was agreed, so that connections with the same one skip a part of their
    /// handshakes.
    Settings context(QuicSslContext shared) {
      context = shared;
      return this;
    }

    private QuicSslContext context() throws IOException {
      return context == null ? newContext() : context;
    }

    QuicSslContext newContext() throws IOException {
      return tls.apply(
              QuicSslContextBuilder.forClient()
                  .trustManager(new X509Certificate[] {Http3Servers.AUTHORITY.certificate()})
                  .applicationProtocols("h3"))
          .build();
    }

    Settings streamWindow(long bytes) {
      streamWindow = bytes;
      return this;
    }

    QuicClient connect() throws IOException {
      return new QuicClient(this);
    }
  }

  static Settings to(int port) {
    var settings = new Settings();
    settings.port = port;
    return settings;
  }

  static QuicClient connect(int port) throws IOException {
    return to(port).connect();
  }

  private QuicClient(Settings settings) throws IOException {
    channel = open(settings);
  }

  private QuicChannel open(Settings settings) throws IOException {
    var socket = get(bind(codec(settings)), Channel.class);
    return get(
        QuicChannel.newBootstrap(socket)
            .handler(settings.raw ? new Raw() : handler())
            .streamHandler(settings.raw ? new Dropping() : new ChannelInboundHandlerAdapter())
            .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port))
            .connect(),
        QuicChannel.class);
  }

  private static ChannelHandler codec(Settings settings) throws IOException {
    var context = settings.context();
    return Http3.newQuicClientCodecBuilder()
        .sslEngineProvider(quic -> context.newEngine(quic.alloc(), settings.host, settings.port))
        .maxIdleTimeout(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)
        .initialMaxData(10_000_000)
        .initialMaxStreamDataBidirectionalLocal(settings.streamWindow)
        .initialMaxStreamDataUnidirectional(100_000)
        .initialMaxStreamsUnidirectional(10)
        .build();
  }

  private static ChannelFuture bind(ChannelHandler... handlers) {
    return new Bootstrap()
        .group(GROUP)
        .channel(NioDatagramChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel socket) {
                socket.pipeline().addLast(handlers);
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// Begins a handshake that does not come to an end: the client shows that it is there, and takes
  /// nothing else.
  ///
  /// @return the socket
  static Channel knock(int port) throws IOException {
    var socket = get(bind(new Deaf(), codec(to(port))), Channel.class);
    var _ =
        QuicChannel.newBootstrap(socket)
            .handler(new Dropping())
            .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .connect();
    return socket;
  }

  private ChannelHandler handler() {
    return new ChannelInitializer<QuicChannel>() {
      @Override
      protected void initChannel(QuicChannel quic) {
        quic.pipeline()
            .addLast(
                new Http3ClientConnectionHandler(new Control(), null, null, null, true), new Raw());
      }
    };
  }

  private static <T> T get(io.netty.util.concurrent.Future<?> future, Class<T> type)
      throws IOException {
    try {
      if (!future.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("Nothing happened for " + PATIENCE_SECONDS + " seconds.");
      }
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!future.isSuccess()) {
      throw new IOException(future.cause());
    }
    var result = future instanceof ChannelFuture bound ? bound.channel() : future.getNow();
    return type.cast(result);
  }

  QuicChannel channel() {
    return channel;
  }

  /// Opens a stream for a request, when the server allows one.
  RequestStream open() throws IOException {
    awaitRoom();
    var stream = new RequestStream();
    stream.channel =
        get(
            channel.createStream(
                QuicStreamType.BIDIRECTIONAL,
                new Http3RequestStreamInitializer() {
                  @Override
                  protected void initRequestStream(QuicStreamChannel opened) {
                    opened.pipeline().addLast(stream);
                  }
                }),
            QuicStreamChannel.class);
    return stream;
  }

  private void awaitRoom() {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (channel.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) == 0
        && channel.isActive()
        && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// Opens a stream without any meaning.
  QuicStreamChannel openBare(QuicStreamType type) throws IOException {
    return get(channel.createStream(type, new Dropping()), QuicStreamChannel.class);
  }

  RequestStream get(String path) throws IOException {
    return open().head("GET", path).end();
  }

  /// Waits until the server has closed the connection.
  ///
  /// @return why
  int closeCode() {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError("The server has not closed the connection.", failure);
    }
  }

  /// Whether the client could ask before the end of the handshake.
  boolean isOfferedEarlyData() {
    return offeredEarlyData;
  }

  boolean isClosed() {
    return closed.isDone() || !channel.isActive();
  }

  /// Says that nothing more will be asked.
  void leave() {
    // It is opened behind the handshake.
    while (Http3.getLocalControlStream(channel) == null && !isClosed()) {
      Thread.onSpinWait();
    }
    Http3.getLocalControlStream(channel)
        .writeAndFlush(new io.netty.handler.codec.http3.DefaultHttp3GoAwayFrame(0))
        .awaitUninterruptibly(500);
  }

  /// Waits for the settings of the server.
  Http3Settings settings() throws Exception {
    return settings.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// Waits for the next GOAWAY frame.
  long goAway() throws InterruptedException {
    var id = goAways.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (id == null) {
      throw new AssertionError("No GOAWAY has come.");
    }
    return id;
  }

  @Override
  public void close() {
    var _ =
        channel
            .close(true, ErrorCode.NO_ERROR, io.netty.buffer.Unpooled.EMPTY_BUFFER)
            .awaitUninterruptibly(500);
    channel.parent().close().awaitUninterruptibly(500);
  }

  private final class Raw extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof QuicConnectionCloseEvent close) {
        closed.complete(close.error());
      }
      if (event instanceof SslEarlyDataReadyEvent) {
        offeredEarlyData = true;
      }
      context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed.complete(-1);
      context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      // seen elsewhere
    }
  }

  private final class Control extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (frame instanceof Http3GoAwayFrame goAway) {
        goAways.add(goAway.id());
      } else if (frame instanceof Http3SettingsFrame told) {
        settings.complete(told.settings());
      }
      ReferenceCountUtil.release(frame);
    }
  }

  /// Lets through what is as small as a Retry.
  private static final class Deaf extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof DatagramPacket packet && packet.content().readableBytes() < 150) {
        context.fireChannelRead(message);
      } else {
        ReferenceCountUtil.release(message);
      }
    }
  }

  private static final class Dropping extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      // seen elsewhere
    }
  }

  static ByteBuf bytes(byte[] content) {
    return io.netty.buffer.Unpooled.copiedBuffer(content);
  }
}
