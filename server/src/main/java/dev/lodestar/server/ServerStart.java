package dev.lodestar.server;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RedirectOptions;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.UnixSocket;
import dev.lodestar.server.datagram.DatagramProtocol;
import dev.lodestar.server.exchange.Connections;
import dev.lodestar.server.exchange.Load;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.RequestThreads;
import dev.lodestar.server.loop.Loop;
import dev.lodestar.server.loop.Loops;
import dev.lodestar.server.tls.TlsKeys;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The start of one server: reads keys, starts the event loops, and binds what listens. What was
/// started is ended again if something goes wrong. Used once.
final class ServerStart {
  private static final int BACKLOG = 1024;

  private final Transport transport;
  private final HttpApplication application;
  private final ServerOptions options;
  private final RequestThreads.Mode mode;
  private final Connections connections;
  private final Load load;
  private final Admission admission;
  private final List<LoopContext> contexts = new ArrayList<>();
  private final List<Channel> listeners = new ArrayList<>();

  /// Sockets of UDP, which live as long as the connections that share them.
  private List<Channel> datagrams = List.of();

  private @Nullable Loops eventLoops;
  private @Nullable TlsKeys keys;
  private @Nullable UnixSocketFile socketFile;

  /// Of all listeners; there if proxies begin with a header.
  private final @Nullable ProxyHeaders headers;

  /// The threads of the requests of each event loop.
  private final IdentityHashMap<Loop, RequestThreads> threads = new IdentityHashMap<>();

  ServerStart(Transport transport, HttpApplication application, ServerOptions options) {
    this.transport = transport;
    this.application = application;
    this.options = options;
    mode = RequestThreads.Mode.of(options.scheduling());
    connections = new Connections(options.maxConnections());
    load = new Load(options.overload());
    headers = options.proxyProtocol().isEmpty() ? null : new ProxyHeaders(options.proxyProtocol());
    admission = new Admission(connections, options, load.retryAfter());
  }

  Server start() throws IOException {
    try {
      return listen();
    } catch (IOException | RuntimeException | Error failure) {
      undo();
      throw failure;
    }
  }

  private Server listen() throws IOException {
    var tls = options.tls().orElse(null);
    var protocol = DatagramStart.find(options);
    if (tls != null) {
      keys = new TlsKeys(tls, Protocols.offered(options));
    } else if (options.redirect().isPresent()) {
      throw new IOException(
          "The server is to redirect clients to a port that speaks TLS, but it speaks none; give it"
              + " a certificate and a key with withTls, or leave the redirect out.");
    }
    var unix = options.unixSocket().orElse(null);
    if (unix != null && options.redirect().filter(to -> to.targetPort() == 0).isPresent()) {
      throw new IOException(
          "The server is to redirect clients to its port, but it listens on the Unix domain socket "
              + unix.path()
              + ", which has none; say which port clients see with RedirectOptions.withTargetPort,"
              + " or leave the redirect out.");
    }
    if (unix == null) {
      addressOf(options.port());
    } else {
      UnreachableProxies.check(unix, options);
      socketFile = UnixSocketFile.prepare(unix);
    }
    eventLoops = Loops.start(eventLoops(options), transport.ioHandlers(), options.fairness());
    for (var eventLoop : eventLoops.all()) {
      threads.put(eventLoop, mode.on(eventLoop));
    }
    var served = tls == null ? application : overTls(tls);
    var http3 = options.http3().orElse(null);
    var advertised = http3 != null && http3.advertised() ? http3 : null;
    var alternative = advertised == null ? null : StandingField.alternativeService(served);
    var listener = listenFor(alternative == null ? served : alternative, unix, eventLoops);
    listeners.add(listener);
    var port = listener.localAddress() instanceof InetSocketAddress bound ? bound.getPort() : 0;
    if (protocol != null) {
      listenForDatagrams(protocol, served, port);
      if (advertised != null && alternative != null) {
        alternative.announce(advertised, portOf(datagrams.getFirst()));
      }
    }
    var redirect = options.redirect().orElse(null);
    if (redirect != null) {
      listeners.add(listenForRedirects(redirect, port, eventLoops));
    }
    return new NettyServer(
        options,
        eventLoops,
        List.copyOf(contexts),
        connections,
        load,
        listeners,
        datagrams,
        keys,
        socketFile);
  }

  static int portOf(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  private void listenForDatagrams(DatagramProtocol protocol, HttpApplication served, int port)
      throws IOException {
    var http3 = options.http3().orElseThrow();
    if (keys == null) {
      throw new IllegalStateException("HTTP/3 without TLS was not refused.");
    }
    var own = new ArrayList<LoopContext>();
    threads.forEach((eventLoop, thread) ->
        own.add(new LoopContext(eventLoop, served, options, connections, load, thread)));
    contexts.addAll(own);
    datagrams =
        new DatagramStart(transport, options)
            .listen(
                protocol,
                http3,
                port,
                keys,
                List.copyOf(own),
                (channel, from, loop) -> admission.admits(channel, from, loop, false));
  }

  private static int eventLoops(ServerOptions options) {
    return options.eventLoops() == 0
        ? Runtime.getRuntime().availableProcessors()
        : options.eventLoops();
  }

  /// The first listener, which serves the application.
  private Channel listenFor(HttpApplication served, @Nullable UnixSocket unix, EventLoopGroup group)
      throws IOException {
    var without =
        keys == null
            ? Map.<EventLoop, Protocols>of()
            : protocols(
                new WrongScheme(application),
                options.withOverload(options.overload().withMaxRequestsPerConnection(1)));
    var loops = protocols(served, options);
    if (unix == null || socketFile == null) {
      var entrance = new Entrance(loops, admission, headers, Optional.empty(), keys, without);
      return bind(entrance, options.port(), group);
    }
    var entrance =
        new Entrance(loops, admission, headers, Optional.of(socketFile.address()), keys, without);
    var bound =
        listener(group, entrance)
            .channel(transport.unixServerChannel())
            .bind(transport.unixAddress(socketFile.bindPath()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw BindFailure.explain(unix, bound.cause());
    }
    listeners.add(bound.channel());
    socketFile.publish();
    listeners.removeLast();
    return bound.channel();
  }

  /// Whether the system chooses a port that TCP and datagrams are to have in common.
  static boolean choosesPortForBoth(ServerOptions options) {
    return options.port() == 0 && options.http3().isPresent() && options.http3().get().port() == 0;
  }

  private HttpApplication overTls(TlsOptions tls) {
    var strictTransport = tls.strictTransportSecurity();
    return strictTransport.isEmpty()
        ? application
        : StandingField.strictTransport(application, strictTransport.get());
  }

  private Channel listenForRedirects(RedirectOptions redirect, int port, EventLoopGroup group)
      throws IOException {
    if (redirect.port() == port && port != 0) {
      throw new IOException(
          "The redirect cannot listen on port "
              + port
              + ", which is that of the server itself; give it another one, such as 80.");
    }
    var loops = protocols(new Redirect(application, redirect, port), options);
    var entrance = new Entrance(loops, admission, headers, Optional.empty(), null, Map.of());
    return bind(entrance, redirect.port(), group);
  }

  private Map<EventLoop, Protocols> protocols(HttpApplication served, ServerOptions as) {
    var protocols = new IdentityHashMap<EventLoop, Protocols>();
    for (var thread : threads.entrySet()) {
      var eventLoop = thread.getKey();
      var context = new LoopContext(eventLoop, served, as, connections, load, thread.getValue());
      contexts.add(context);
      protocols.put(eventLoop, new Protocols(context));
    }
    return protocols;
  }

  private Channel bind(Entrance entrance, int port, EventLoopGroup group) throws IOException {
    var bound =
        listener(group, entrance)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .bind(addressOf(port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw BindFailure.explain(options.host(), port, bound.cause());
    }
    return bound.channel();
  }

  private InetSocketAddress addressOf(int port) throws IOException {
    var address = new InetSocketAddress(options.host(), port);
    if (address.isUnresolved()) {
      throw new IOException(
          "The host '" + options.host() + "' is unknown; give an address of this machine.");
    }
    return address;
  }

  private static Bootstrap listener(EventLoopGroup group, Entrance entrance) {
    return new Bootstrap()
        .group(group)
        .handler(new Acceptor(group, entrance))
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
  }

  private void undo() {
    for (var listener : listeners) {
      listener.close().awaitUninterruptibly();
    }
    for (var socket : datagrams) {
      socket.close().awaitUninterruptibly();
    }
    if (eventLoops != null) {
      var _ = eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
    if (socketFile != null) {
      socketFile.discard();
      socketFile.remove();
    }
    if (keys != null) {
      keys.release();
    }
  }
}
