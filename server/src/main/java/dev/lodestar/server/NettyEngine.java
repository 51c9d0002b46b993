package dev.lodestar.server;

import dev.lodestar.engine.Engine;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.server.exchange.Connections;
import dev.lodestar.server.exchange.Load;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.exchange.RequestThreads;
import dev.lodestar.server.loop.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The engine on Netty's event loops, one for each processor. They are not daemons: the process
/// lives as long as the server runs.
public final class NettyEngine implements Engine {
  private static final int BACKLOG = 1024;
  private static final int LOW_WATER_MARK = 1 << 16;
  private static final int HIGH_WATER_MARK = 1 << 17;

  private final Transport transport;

  static {
    NettySettings.set();
    NettyLog.install();
  }

  /// Creates the engine on the fastest transport that this machine offers.
  public NettyEngine() {
    this(Transport.best());
  }

  NettyEngine(Transport transport) {
    this.transport = transport;
  }

  @Override
  public Server start(HttpApplication application, ServerOptions options) throws IOException {
    var address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new IOException(
          "The host '" + options.host() + "' is unknown; give an address of this machine.");
    }
    var mode = RequestThreads.Mode.of(options.scheduling());
    var eventLoops =
        Loops.start(
            Runtime.getRuntime().availableProcessors(), transport.ioHandlers(), options.fairness());
    var connections = new Connections(options.maxConnections());
    var load = new Load(options.overload());
    var loops = new IdentityHashMap<EventLoop, Protocols>();
    for (var eventLoop : eventLoops.all()) {
      loops.put(
          eventLoop,
          new Protocols(
              new LoopContext(
                  eventLoop, application, options, connections, load, mode.on(eventLoop))));
    }
    var bound =
        bootstrap(new NewConnections(loops, new Admission(connections, options, load.retryAfter())))
            .group(eventLoops)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw BindFailure.explain(options, bound.cause());
    }
    return new NettyServer(
        options, eventLoops, contexts(loops.values()), connections, load, bound.channel());
  }

  private static List<LoopContext> contexts(Collection<Protocols> loops) {
    var contexts = new ArrayList<LoopContext>();
    for (var loop : loops) {
      contexts.add(loop.loop());
    }
    return contexts;
  }

  private ServerBootstrap bootstrap(NewConnections newConnections) {
    return new ServerBootstrap()
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_REUSEADDR, true)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.TCP_NODELAY, true)
        // A client may close its side when it has asked, and still get its answer.
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(LOW_WATER_MARK, HIGH_WATER_MARK))
        .handler(new AcceptFailures())
        .childHandler(newConnections);
  }

  /// Gives each new connection its handler.
  private static final class NewConnections extends ChannelInitializer<Channel> {
    private final Map<EventLoop, Protocols> loops;
    private final Admission admission;

    NewConnections(Map<EventLoop, Protocols> loops, Admission admission) {
      this.loops = loops;
      this.admission = admission;
    }

    @Override
    protected void initChannel(Channel channel) {
      var protocols = loops.get(channel.eventLoop());
      if (protocols == null) {
        var _ = channel.close();
      } else if (admission.admits(channel, protocols.loop())) {
        protocols.install(channel, new Peer(channel));
      }
    }
  }
}
