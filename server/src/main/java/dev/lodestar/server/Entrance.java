package dev.lodestar.server;

import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.tls.TlsDoor;
import dev.lodestar.server.tls.TlsKeys;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannelConfig;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the new connections of one listening socket pass through: the PROXY protocol if they come
/// from a proxy that speaks it, then TLS if the socket speaks it. Those that are too many come no
/// further.
final class Entrance extends ChannelInitializer<Channel> {
  private static final UnixDomainSocketAddress NOBODY = UnixDomainSocketAddress.of("");

  private final Map<EventLoop, Protocols> loops;
  private final Admission admission;

  /// There if proxies begin with a header.
  private final @Nullable ProxyHeaders headers;

  /// There if the socket is one of the file system.
  private final Optional<UnixDomainSocketAddress> unix;

  /// There if the socket speaks TLS, together with what answers those who do not.
  private final @Nullable TlsKeys keys;

  private final Map<EventLoop, Protocols> withoutTls;

  Entrance(
      Map<EventLoop, Protocols> loops,
      Admission admission,
      @Nullable ProxyHeaders headers,
      Optional<UnixDomainSocketAddress> unix,
      @Nullable TlsKeys keys,
      Map<EventLoop, Protocols> withoutTls) {
    this.loops = loops;
    this.admission = admission;
    this.headers = headers;
    this.unix = unix;
    this.keys = keys;
    this.withoutTls = withoutTls;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (channel.config() instanceof DuplexChannelConfig config) {
      // A client may close its side when it has asked, and still get its answer. Not said as an
      // option: Netty warns of it for Unix domain sockets of the JDK, which end with either side.
      config.setAllowHalfClosure(true);
    }
    var protocols = loops.get(channel.eventLoop());
    if (protocols == null) {
      var _ = channel.close();
      return;
    }
    if (!admission.admits(channel, protocols.loop(), keys == null)) {
      return;
    }
    // The addresses of sockets of the file system are Netty's own there, and say nothing.
    var peer = unix.isEmpty() ? new Peer(channel) : new Peer(channel, NOBODY, unix.get(), false);
    if (headers != null && headers.areExpectedOf(remoteAddress(channel))) {
      ProxyDoor.install(
          protocols.loop(), peer, headers, admission::admitsClient, told -> pass(protocols, told));
    } else {
      pass(protocols, peer);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) throws Exception {
    // First, since there may be no memory left to say so.
    var channel = context.channel();
    channel.unsafe().close(channel.voidPromise());
    super.exceptionCaught(context, failure);
  }

  private SocketAddress remoteAddress(Channel channel) {
    return unix.isEmpty() ? channel.remoteAddress() : NOBODY;
  }

  private void pass(Protocols protocols, Peer peer) {
    var without = withoutTls.get(peer.channel().eventLoop());
    if (keys == null || without == null) {
      protocols.install(peer);
    } else {
      var inside = new TlsDoor.Inside(protocols::install, without::install);
      peer.channel().pipeline().addLast(new TlsDoor(protocols.loop(), keys, peer, inside));
    }
  }
}
