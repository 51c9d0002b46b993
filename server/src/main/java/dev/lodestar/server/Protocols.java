package dev.lodestar.server;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Request;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.http1.Handover;
import dev.lodestar.server.http1.Http1Loop;
import dev.lodestar.server.http2.Http2Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which protocol a connection speaks, for the connections of one event loop. Used there only. What
/// speaks HTTP/2 is made when the first client wants it.
final class Protocols implements Handover {
  private static final String HTTP_2 = "h2";
  private static final byte[] NOTHING = {};

  private final LoopContext loop;
  private final Http1Loop http1;
  private @Nullable Http2Loop http2;

  Protocols(LoopContext loop) {
    this.loop = loop;
    http1 = new Http1Loop(loop, this);
  }

  /// What is offered to clients that speak TLS, the dearest first.
  static List<String> offered(ServerOptions options) {
    return options.http2().enabled() ? List.of(HTTP_2, "http/1.1") : List.of("http/1.1");
  }

  LoopContext loop() {
    return loop;
  }

  /// Puts what speaks HTTP at the end of a pipeline, which has to be told that the channel is
  /// active after that.
  ///
  /// @param peer what requests are told of the connection
  void install(Peer peer) {
    var channel = peer.channel();
    var handler =
        peer.applicationProtocol().equals(HTTP_2)
            ? http2().connection(channel, peer, NOTHING)
            : http1.connection(channel, peer);
    channel.pipeline().addLast(handler);
  }

  @Override
  public boolean isEnabled() {
    return loop.options().http2().enabled();
  }

  @Override
  public ChannelHandler priorKnowledge(Channel channel, Peer peer, byte[] received) {
    return http2().connection(channel, peer, received);
  }

  @Override
  public ChannelHandler upgraded(
      Channel channel, Peer peer, Request request, byte[] settings, byte[] received) {
    return http2().upgraded(channel, peer, request, settings, received);
  }

  private Http2Loop http2() {
    if (http2 == null) {
      http2 = new Http2Loop(loop);
    }
    return http2;
  }
}
