package dev.lodestar.http;

import java.net.SocketAddress;
import java.util.Optional;

/// What is known of the connection that a request came over. Immutable and thread-safe; one
/// instance serves all requests of a connection.
///
/// @param remoteAddress the peer: the client, or the nearest proxy that does not speak the PROXY
///   protocol. Over a Unix domain socket a `java.net.UnixDomainSocketAddress`, empty mostly
/// @param localAddress the address of this server that the peer connected to
/// @param secure whether the connection is encrypted (TLS)
/// @param protocol the protocol and version, for instance `HTTP/1.1`
/// @param tls what was agreed on with TLS, if this server speaks it on this connection
public record Connection(
    SocketAddress remoteAddress,
    SocketAddress localAddress,
    boolean secure,
    String protocol,
    Optional<TlsSession> tls) {

  /// Creates a connection of which nothing is known that belongs to TLS.
  ///
  /// @param remoteAddress the peer
  /// @param localAddress the address of this server that the peer connected to
  /// @param secure whether the connection is encrypted
  /// @param protocol the protocol and version
  public Connection(
      SocketAddress remoteAddress, SocketAddress localAddress, boolean secure, String protocol) {
    this(remoteAddress, localAddress, secure, protocol, Optional.empty());
  }

  /// Returns a connection of which is known what belongs to TLS.
  ///
  /// @param session what was agreed on
  /// @return the same connection, encrypted
  public Connection withTls(TlsSession session) {
    return new Connection(remoteAddress, localAddress, true, protocol, Optional.of(session));
  }

  /// Returns the scheme of URLs that are served over this connection.
  ///
  /// @return `https` or `http`
  public String scheme() {
    return secure ? "https" : "http";
  }
}
