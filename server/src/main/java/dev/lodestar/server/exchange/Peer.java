package dev.lodestar.server.exchange;

import dev.lodestar.http.Connection;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// What is known of the client of a connection. Used on its event loop only.
public class Peer {
  private final Channel channel;

  /// The addresses, where they are not those of the channel.
  private final @Nullable SocketAddress remote;

  private final @Nullable SocketAddress local;

  /// Whether a proxy has said that the client speaks TLS with it.
  private final boolean secureBefore;

  private @Nullable Connection connection;

  /// The client at the other end of a channel.
  public Peer(Channel channel) {
    this(channel, null, null, false);
  }

  /// A client with other addresses than those of the channel.
  ///
  /// @param secureBefore whether it speaks TLS with somebody in between
  public Peer(
      Channel channel,
      @Nullable SocketAddress remote,
      @Nullable SocketAddress local,
      boolean secureBefore) {
    this.channel = channel;
    this.remote = remote;
    this.local = local;
    this.secureBefore = secureBefore;
  }

  /// The same client, of which more is known now.
  protected Peer(Peer before) {
    this(before.channel, before.remote, before.local, before.secureBefore);
  }

  /// Returns the same object for all requests, as long as the client keeps to a version.
  ///
  /// @param protocol the version, such as `HTTP/1.1`
  public final Connection connection(String protocol) {
    var known = connection;
    if (known == null || !known.protocol().equals(protocol)) {
      known = describe(protocol);
      connection = known;
    }
    return known;
  }

  /// The address of the client, or of the nearest proxy that does not tell of it.
  public final SocketAddress remoteAddress() {
    return remote == null ? channel.remoteAddress() : remote;
  }

  /// Says what is known.
  protected Connection describe(String protocol) {
    return new Connection(
        remoteAddress(), local == null ? channel.localAddress() : local, secureBefore, protocol);
  }

  public final Channel channel() {
    return channel;
  }

  /// Tells whether what is written to the channel is encrypted on its way.
  public boolean isSecure() {
    return false;
  }

  /// Returns the protocol that was agreed on in the handshake (ALPN, RFC 7301), such as `h2`; empty
  /// if there was no handshake, or none was.
  public String applicationProtocol() {
    return "";
  }

  /// Returns how many bytes of all that was sent have arrived at the client; -1 if nobody knows.
  /// What the server has handed to its own system says little: that keeps megabytes for a client,
  /// and takes more when a third of them is gone.
  public final long arrived() {
    return TcpInfo.acknowledged(channel);
  }

  /// Closes the connection at once: what the client has not taken, it does not get.
  public void disconnect() {
    var _ = channel.close();
  }

  /// Tells the client that nothing more will come.
  public void endOutput() {
    var _ = ((DuplexChannel) channel).shutdownOutput();
  }
}
