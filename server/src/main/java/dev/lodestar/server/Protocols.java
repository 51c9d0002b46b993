package dev.lodestar.server;

import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.http1.Http1Loop;
import java.util.List;

/// Which protocol a connection speaks, for the connections of one event loop. Used there only.
final class Protocols {
  private final LoopContext loop;
  private final Http1Loop http1;

  Protocols(LoopContext loop) {
    this.loop = loop;
    http1 = new Http1Loop(loop);
  }

  /// What is offered to clients that speak TLS, the dearest first.
  static List<String> offered() {
    return List.of("http/1.1");
  }

  LoopContext loop() {
    return loop;
  }

  /// Puts what speaks HTTP at the end of a pipeline, which has to be told that the channel is
  /// active after that.
  ///
  /// @param peer what requests are told of the connection
  void install(Peer peer) {
    peer.channel().pipeline().addLast(http1.connection(peer.channel(), peer));
  }
}
