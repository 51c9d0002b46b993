package dev.lodestar.server.exchange;

import dev.lodestar.http.Connection;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/// What requests are told of the connection that they come over.
public final class Peer {
  private final Channel channel;
  private @Nullable Connection connection;

  public Peer(Channel channel) {
    this.channel = channel;
  }

  /// Returns the same object for all requests, as long as the client keeps to a version.
  ///
  /// @param protocol the version, such as `HTTP/1.1`
  public Connection connection(String protocol) {
    var known = connection;
    if (known == null || !known.protocol().equals(protocol)) {
      known = new Connection(channel.remoteAddress(), channel.localAddress(), false, protocol);
      connection = known;
    }
    return known;
  }
}
