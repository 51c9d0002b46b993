package dev.lodestar.http3;

import io.netty.handler.codec.quic.QuicChannel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The connections of an event loop that are not counted yet, since their handshakes have not come
/// to an end: each costs keys and buffers, and nothing but a datagram to begin. One that fails may
/// do so with that datagram, so it counts a moment longer: else an address could make the server
/// begin as many as it has time for. Used on the event loop only.
final class Handshakes {
  /// How many there may be at a time.
  static final int MOST = 1_024;

  /// How many there may be of one address, or of one network of IPv6.
  static final int MOST_OF_ADDRESS = 64;

  /// How long one counts that has failed.
  static final Duration PENALTY = Duration.ofSeconds(1);

  private static final int NETWORK_LENGTH = 8;

  private final Map<QuicChannel, Object> open = new HashMap<>();
  private final Map<Object, Integer> byAddress = new HashMap<>();

  /// Tells whether one more may begin. If not, a client may ask again a moment later.
  boolean haveRoom(InetSocketAddress client) {
    return open.size() < MOST
        && byAddress.getOrDefault(key(client.getAddress()), 0) < MOST_OF_ADDRESS;
  }

  /// Takes note of one, until it ends or a moment after its channel has been closed.
  void begin(QuicChannel channel) {
    if (channel.remoteSocketAddress() instanceof InetSocketAddress client) {
      var key = key(client.getAddress());
      open.put(channel, key);
      byAddress.merge(key, 1, Integer::sum);
      channel.closeFuture().addListener(closed -> fail(channel));
    }
  }

  private void fail(QuicChannel channel) {
    if (open.containsKey(channel)) {
      var loop = channel.eventLoop();
      var _ = loop.schedule(() -> end(channel), PENALTY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// Takes note that one counts no longer.
  void end(QuicChannel channel) {
    // Not asked for its address again: that changes, and is forgotten at the end.
    var key = open.remove(channel);
    if (key != null) {
      byAddress.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Who has one IPv6 address has the 2^64 beside it, too.
  private static Object key(InetAddress address) {
    return address instanceof Inet6Address
        ? ByteBuffer.wrap(address.getAddress(), 0, NETWORK_LENGTH).getLong()
        : address;
  }
}
