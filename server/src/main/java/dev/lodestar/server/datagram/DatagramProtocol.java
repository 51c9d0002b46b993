package dev.lodestar.server.datagram;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.tls.TlsKeys;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Speaks a version of HTTP over UDP. Found as a service. Thread-safe.
public interface DatagramProtocol {

  /// What a server that starts has for it.
  ///
  /// @param options how HTTP/3 is spoken
  /// @param keys what clients are shown in handshakes
  /// @param loops the event loops, together with what serves the application
  /// @param gate who is let in
  record Start(Http3Options options, TlsKeys keys, List<LoopContext> loops, Gate gate) {}

  /// Decides which connections are let in.
  @FunctionalInterface
  interface Gate {

    /// Lets a new connection in and counts it, or closes it. Called on its event loop.
    ///
    /// @param from the address of the client
    boolean admits(Channel channel, InetSocketAddress from, LoopContext loop);
  }

  /// Makes what reads the datagrams of sockets.
  ///
  /// @throws IOException if that is impossible here; the message says why, and what to do
  Handlers start(Start start) throws IOException;

  /// What reads the datagrams of the sockets of a server.
  interface Handlers {

    /// Returns the handler for the next socket, on an event loop of its own.
    ///
    /// @param loop what serves the application there
    ChannelHandler next(LoopContext loop);
  }
}
