package dev.lodestar.server.http1;

import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/// What the HTTP/1.1 connections of one event loop share.
public final class Http1Loop {
  private final LoopContext loop;
  private final Handover handover;
  private final HeadParser parser;
  private final HeadWriter writer = new HeadWriter();

  /// Creates what is shared.
  ///
  /// @param handover takes the connections over that are to speak HTTP/2
  public Http1Loop(LoopContext loop, Handover handover) {
    this.loop = loop;
    this.handover = handover;
    parser = new HeadParser(loop.options());
  }

  /// Returns the handler of a new connection, the last of its pipeline.
  ///
  /// @param peer what requests are told of the connection
  public ChannelHandler connection(Channel channel, Peer peer) {
    return new HttpConnection(this, channel, peer);
  }

  LoopContext loop() {
    return loop;
  }

  Handover handover() {
    return handover;
  }

  HeadParser parser() {
    return parser;
  }

  HeadWriter writer() {
    return writer;
  }
}
