package dev.lodestar.server;

import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import io.netty.handler.codec.haproxy.HAProxySSLTLV;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Waits for the header of the PROXY protocol, version 1 or 2, which tells who the client of a
/// proxy is, and makes way for what comes after it. What is no header ends the connection without
/// an answer, as the protocol demands. Used on its event loop only.
final class ProxyDoor extends ChannelInboundHandlerAdapter implements LiveConnection {
  /// The most bytes of additional information in a header of version 2: 4,096.
  static final int MAX_ADDITIONS = 4_096;

  private final LoopContext loop;
  private final Peer proxy;
  private final ProxyHeaders headers;
  private final Predicate<Peer> admits;
  private final Consumer<Peer> next;
  private @Nullable ChannelHandlerContext context;

  /// Whether the client has been let in, or the connection been closed.
  private boolean decided;

  private long end;

  private ProxyDoor(
      LoopContext loop,
      Peer proxy,
      ProxyHeaders headers,
      Predicate<Peer> admits,
      Consumer<Peer> next) {
    this.loop = loop;
    this.proxy = proxy;
    this.headers = headers;
    this.admits = admits;
    this.next = next;
  }

  /// Puts the door at the end of a pipeline.
  ///
  /// @param admits whether a client may come in, once it is known
  /// @param next puts what comes after it there
  static void install(
      LoopContext loop,
      Peer proxy,
      ProxyHeaders headers,
      Predicate<Peer> admits,
      Consumer<Peer> next) {
    proxy
        .channel()
        .pipeline()
        .addLast(
            new HAProxyMessageDecoder(MAX_ADDITIONS),
            new ProxyDoor(loop, proxy, headers, admits, next));
  }

  @Override
  public void channelActive(ChannelHandlerContext own) {
    context = own;
    loop.opened(this);
    end = loop.deadline(loop.headerTimeout());
    if (loop.count().draining()) {
      interrupt();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext own) {
    loop.closed(this);
    loop.count().close(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext own, Object message) {
    if (decided || !(message instanceof HAProxyMessage header)) {
      ReferenceCountUtil.release(message);
      return;
    }
    try {
      var peer = peerOf(header);
      decided = true;
      if (!admits.test(peer)) {
        var _ = own.close();
        return;
      }
      loop.closed(this);
      next.accept(peer);
      own.pipeline().remove(this);
      own.fireChannelActive();
    } catch (IllegalArgumentException malformed) {
      refuse(own, String.valueOf(malformed.getMessage()));
    } finally {
      header.release();
    }
  }

  private Peer peerOf(HAProxyMessage header) {
    var protocol = header.proxiedProtocol();
    if (header.command() == HAProxyCommand.LOCAL
        || protocol.transportProtocol() == TransportProtocol.UNSPEC) {
      // The proxy speaks for itself, to see whether the server is well.
      return proxy;
    }
    if (protocol.transportProtocol() != TransportProtocol.STREAM) {
      throw new IllegalArgumentException("It tells of " + protocol + ", which carries no HTTP.");
    }
    return switch (protocol.addressFamily()) {
      case AF_IPv4, AF_IPv6 ->
          new Peer(
              proxy.channel(),
              address(header.sourceAddress(), header.sourcePort()),
              address(header.destinationAddress(), header.destinationPort()),
              isSecure(header));
      case AF_UNIX, AF_UNSPEC -> proxy;
    };
  }

  private static InetSocketAddress address(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static boolean isSecure(HAProxyMessage header) {
    for (var addition : header.tlvs()) {
      if (addition instanceof HAProxySSLTLV tls && tls.isPP2ClientSSL()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext own, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      interrupt();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext own, Throwable failure) {
    if (failure instanceof DecoderException) {
      refuse(own, reason(failure));
    } else {
      var _ = own.close();
    }
  }

  /// What the decoder says is wrong, unless it lets failures of Java speak for it.
  private static String reason(Throwable failure) {
    var innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost instanceof HAProxyProtocolException
        ? String.valueOf(innermost.getMessage())
        : "it is malformed";
  }

  /// The decoder tells of the same failure again when the connection ends.
  private void refuse(ChannelHandlerContext own, String why) {
    if (!decided) {
      decided = true;
      headers.miss(proxy.remoteAddress(), why);
      var _ = own.close();
    }
  }

  @Override
  public void tick(long now) {
    if (now - end > 0 && context != null) {
      refuse(context, "it has not come in time");
    }
  }

  @Override
  public void drain() {
    interrupt();
  }

  @Override
  public void interrupt() {
    if (context != null) {
      var _ = context.close();
    }
  }
}
