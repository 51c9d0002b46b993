package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.server.exchange.Connections;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Which new connections are let in, and what becomes of the others. Thread-safe.
///
/// When there are few places left, the connections that have been idle for the longest time make
/// room. A connection for which there is none is answered 503 once, if not too many are being told
/// that already: saying no must not cost what saying yes would.
final class Admission {
  /// How many connections at a time are told that there are too many.
  static final int MOST_TOLD = 128;

  private final Connections connections;
  private final ServerOptions options;
  private final byte[] refusal;
  private final AtomicInteger told = new AtomicInteger();

  /// How many connections each address has; `null` if there is no limit for that.
  private final @Nullable ConcurrentHashMap<Object, Integer> byAddress;

  Admission(Connections connections, ServerOptions options, String retryAfter) {
    this.connections = connections;
    this.options = options;
    byAddress =
        options.overload().maxConnectionsPerAddress() == Long.MAX_VALUE
            ? null
            : new ConcurrentHashMap<>();
    refusal =
        ("HTTP/1.1 503 Service Unavailable\r\nRetry-After: "
                + retryAfter
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .getBytes(ISO_8859_1);
  }

  /// Lets a new connection in, or not; then it is as good as closed. Called on its event loop.
  ///
  /// @param plain whether it speaks HTTP from its first byte, so that it can be told
  boolean admits(Channel channel, LoopContext loop, boolean plain) {
    return admits(channel, channel.remoteAddress(), loop, plain);
  }

  /// The same for a channel that does not know the address of its client.
  boolean admits(Channel channel, SocketAddress from, LoopContext loop, boolean plain) {
    if (connections.isCrowded()) {
      loop.closeIdle();
    }
    if (!admitsAddress(channel, from)) {
      var _ = channel.close();
      return false;
    }
    if (connections.admit()) {
      return true;
    }
    if (!plain) {
      var _ = channel.close();
    } else if (told.incrementAndGet() > MOST_TOLD) {
      told.decrementAndGet();
      var _ = channel.close();
    } else {
      channel.closeFuture().addListener(closed -> told.decrementAndGet());
      channel.pipeline().addLast(new TurnedAway(refusal));
    }
    return false;
  }

  /// Tells whether the client that a proxy has told of may have one more connection. Called on its
  /// event loop, once for each connection.
  boolean admitsClient(Peer told) {
    return admitsAddress(told.channel(), told.remoteAddress());
  }

  private boolean admitsAddress(Channel channel, SocketAddress from) {
    if (byAddress == null
        || !(from instanceof InetSocketAddress client)
        || client.getAddress() == null
        || options.trustedProxies().contains(client.getAddress())
        || options.proxyProtocol().contains(client.getAddress())) {
      return true;
    }
    var key = key(client.getAddress());
    if (byAddress.merge(key, 1, Integer::sum) > options.overload().maxConnectionsPerAddress()) {
      leave(byAddress, key);
      return false;
    }
    channel.closeFuture().addListener(closed -> leave(byAddress, key));
    return true;
  }

  private static void leave(ConcurrentHashMap<Object, Integer> counts, Object key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  /// Who has one IPv6 address has the 2^64 beside it, too.
  private static Object key(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    var network = Arrays.copyOf(address.getAddress(), 8);
    return List.of(
        network[0],
        network[1],
        network[2],
        network[3],
        network[4],
        network[5],
        network[6],
        network[7]);
  }
}
