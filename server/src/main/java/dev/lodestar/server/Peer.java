package dev.lodestar.server;

import dev.lodestar.http.Connection;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/// What requests are told of the connection that they come over.
final class Peer {
  private final Channel channel;
  private @Nullable Connection connection;

  Peer(Channel channel) {
    this.channel = channel;
  }

  /// Returns the same object for all requests, as long as the client keeps to a version.
  Connection connection(boolean http11) {
    var protocol = http11 ? "HTTP/1.1" : "HTTP/1.0";
    var known = connection;
    if (known == null || !known.protocol().equals(protocol)) {
      known = new Connection(channel.remoteAddress(), channel.localAddress(), false, protocol);
      connection = known;
    }
    return known;
  }
}
