package dev.lodestar.server;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.server.datagram.DatagramProtocol;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.tls.TlsKeys;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The start of what serves HTTP/3: finds what speaks it, and binds sockets of UDP. Used once.
final class DatagramStart {
  /// Room for what comes in a moment at which the event loop does something else.
  private static final int SOCKET_BUFFER = 1 << 21;

  private final Transport transport;
  private final ServerOptions options;
  private final List<Channel> sockets = new ArrayList<>();

  DatagramStart(Transport transport, ServerOptions options) {
    this.transport = transport;
    this.options = options;
  }

  /// Checks what can be checked before anything listens.
  ///
  /// @throws IOException if the options do not fit together, or what speaks HTTP/3 is not there
  static @Nullable DatagramProtocol find(ServerOptions options) throws IOException {
    if (options.http3().isEmpty()) {
      return null;
    }
    if (options.tls().isEmpty()) {
      throw new IOException(
          "The server is to speak HTTP/3, but has no certificate: HTTP/3 is always encrypted. Give it"
              + " a certificate and a key with withTls, or leave withHttp3 out.");
    }
    if (!options.tls().get().protocols().contains("TLSv1.3")) {
      throw new IOException(
          "The server is to speak HTTP/3, which needs TLSv1.3, but the options of TLS allow "
              + String.join(", ", options.tls().get().protocols())
              + " alone; allow TLSv1.3, or leave withHttp3 out.");
    }
    if (options.unixSocket().isPresent() && options.http3().get().port() == 0) {
      throw new IOException(
          "The server is to speak HTTP/3 and listens on the Unix domain socket "
              + options.unixSocket().get().path()
              + ", which has no port; say on which port of UDP with Http3Options.withPort, or leave"
              + " withHttp3 out.");
    }
    return ServiceLoader.load(DatagramProtocol.class, DatagramProtocol.class.getClassLoader())
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "The server is to speak HTTP/3, but what speaks it is not there; add the dependency"
                    + " dev.lodestar:lodestar-http3, or leave withHttp3 out."));
  }

  /// Binds the sockets.
  ///
  /// @param port the port of TCP
  /// @return what has been bound, one socket for each event loop where they can share a port
  /// @throws IOException if that is impossible
  List<Channel> listen(
      DatagramProtocol protocol,
      Http3Options http3,
      int port,
      TlsKeys keys,
      List<LoopContext> loops,
      DatagramProtocol.Gate gate)
      throws IOException {
    var handlers = protocol.start(new DatagramProtocol.Start(http3, keys, loops, gate));
    var address = new InetSocketAddress(options.host(), http3.port() == 0 ? port : http3.port());
    var bootstrap =
        new Bootstrap()
            .channel(transport.datagramChannel())
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
            .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER);
    try {
      checkFree(address);
      if (!transport.sharePort(bootstrap) || loops.size() == 1) {
        bind(bootstrap, address, handlers, loops.getFirst());
      } else {
        for (var loop : loops) {
          bind(bootstrap, address, handlers, loop);
        }
      }
      return List.copyOf(sockets);
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  /// Sockets that share a port share it with other servers of the same user, too, which nobody
  /// wants.
  private static void checkFree(InetSocketAddress address) throws IOException {
    try (var probe = new DatagramSocket(null)) {
      probe.setReuseAddress(false);
      probe.bind(address);
    } catch (SocketException taken) {
      throw BindFailure.explainDatagrams(address, taken);
    }
  }

  private void bind(
      Bootstrap bootstrap,
      InetSocketAddress address,
      DatagramProtocol.Handlers handlers,
      LoopContext loop)
      throws IOException {
    ChannelHandler handler = handlers.next(loop);
    var bound =
        bootstrap
            .clone()
            .group(loop.eventLoop())
            .handler(handler)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw BindFailure.explainDatagrams(address, bound.cause());
    }
    sockets.add(bound.channel());
  }

  private void close() {
    for (var socket : sockets) {
      socket.close().awaitUninterruptibly();
    }
  }
}
