package dev.lodestar.server.http1;

import dev.lodestar.http.Request;
import dev.lodestar.server.exchange.Peer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/// Makes what takes connections over that are to speak HTTP/2.
public interface Handover {

  /// Returns what goes on with a connection whose client has sent the preface of HTTP/2.
  ///
  /// @param received what has come so far, the preface included
  ChannelHandler priorKnowledge(Channel channel, Peer peer, byte[] received);

  /// Returns what goes on with a connection whose client has been told that it may speak HTTP/2.
  ///
  /// @param request what has been asked, and is to be answered
  /// @param settings the settings of the client, six bytes each
  /// @param received what has come after the request
  ChannelHandler upgraded(
      Channel channel, Peer peer, Request request, byte[] settings, byte[] received);

  /// Tells whether the server speaks HTTP/2 at all.
  boolean isEnabled();
}
