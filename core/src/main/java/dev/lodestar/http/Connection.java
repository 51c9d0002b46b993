package dev.lodestar.http;

import java.net.SocketAddress;

/// What is known of the connection that a request came over. Immutable and thread-safe; one
/// instance serves all requests of a connection.
///
/// @param remoteAddress the peer: the client, or the nearest proxy
/// @param localAddress the address of this server that the peer connected to
/// @param secure whether the connection is encrypted (TLS)
/// @param protocol the protocol and version, for instance `HTTP/1.1`
public record Connection(
    SocketAddress remoteAddress, SocketAddress localAddress, boolean secure, String protocol) {

  /// Returns the scheme of URLs that are served over this connection.
  ///
  /// @return `https` or `http`
  public String scheme() {
    return secure ? "https" : "http";
  }
}
