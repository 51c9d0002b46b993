package dev.lodestar.http3;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.server.datagram.DatagramProtocol;
import dev.lodestar.server.exchange.LoopContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicCodecDispatcher;
import io.netty.handler.codec.quic.QuicConnectionIdGenerator;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What reads the sockets of one server. They may share a port: each puts its number into the
/// connection ids that it gives out, so a datagram that the kernel gives to another one, since the
/// client has another address now, still gets to the event loop of its connection. Thread-safe.
final class QuicSockets implements DatagramProtocol.Handlers {
  /// The streams that a client may open beside those of requests, at a time: HTTP/3 and QPACK need
  /// three, and unknown ones have to be put up with (RFC 9114, section 6.2).
  static final int MOST_OTHER_STREAMS = 8;

  /// How many bytes may come ahead on each of them: HTTP/3 wants 1,024 at least, and what comes
  /// behind a gap stays, in pieces that each take more memory than they bring.
  static final int OTHER_STREAM_WINDOW = 4_096;

  /// How many addresses a client may have in the life of a connection: QUIC does not forget the
  /// path to one, and takes nothing that comes from a further one.
  static final int MOST_PATHS = 16;

  private static final Duration LONGEST_SILENCE = Duration.ofDays(365);

  private final DatagramProtocol.Start start;
  private final QuicKeys keys;
  private final byte[] tokenKey = new byte[32];
  private final Map<Object, Http3Loop> loops = new ConcurrentHashMap<>();
  private final Dispatcher dispatcher = new Dispatcher();

  QuicSockets(DatagramProtocol.Start start) throws IOException {
    this.start = start;
    keys = new QuicKeys(start.keys());
    new SecureRandom().nextBytes(tokenKey);
  }

  @Override
  public ChannelHandler next(LoopContext loop) {
    loops.put(loop.eventLoop(), new Http3Loop(loop, start.options()));
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel socket) {
        socket.pipeline().addLast(new DatagramFilter(), dispatcher);
      }
    };
  }

  /// Puts the codec of QUIC into the pipeline of each socket.
  private final class Dispatcher extends QuicCodecDispatcher {

    @Override
    protected void initChannel(
        Channel channel, int localConnectionIdLength, QuicConnectionIdGenerator idGenerator) {
      var loop = loops.get(channel.eventLoop());
      if (loop == null) {
        throw new IllegalStateException("The socket belongs to no event loop of this server.");
      }
      channel
          .pipeline()
          .addLast(codec(loop, localConnectionIdLength, idGenerator), new SocketFailures());
    }
  }

  private ChannelHandler codec(Http3Loop loop, int idLength, QuicConnectionIdGenerator ids) {
    Http3Options options = start.options();
    var handshakes = new Handshakes();
    return new QuicServerCodecBuilder()
        .sslEngineProvider(keys::engine)
        .sslTaskExecutor(task -> Thread.ofVirtual().name("lodestar-tls").start(task))
        .maxIdleTimeout(millis(options.silenceTimeout()), TimeUnit.MILLISECONDS)
        .initialMaxData(options.connectionWindow())
        .initialMaxStreamDataBidirectionalRemote(options.streamWindow())
        .initialMaxStreamDataUnidirectional(OTHER_STREAM_WINDOW)
        .initialMaxStreamsBidirectional(options.maxConcurrentStreams())
        .initialMaxStreamsUnidirectional(MOST_OTHER_STREAMS)
        .activeMigration(true)
        .activeConnectionIdLimit(MOST_PATHS)
        .localConnectionIdLength(idLength)
        .connectionIdAddressGenerator(ids)
        .tokenHandler(new AddressTokens(tokenKey, handshakes))
        .handler(new Opening(loop, handshakes))
        .build();
  }

  private static long millis(Duration time) {
    return time.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE.toMillis() : time.toMillis();
  }

  /// Puts what speaks HTTP/3 into the pipeline of each connection.
  private final class Opening extends ChannelInitializer<QuicChannel> {
    private final Http3Loop loop;
    private final Handshakes handshakes;

    Opening(Http3Loop loop, Handshakes handshakes) {
      this.loop = loop;
      this.handshakes = handshakes;
    }

    @Override
    protected void initChannel(QuicChannel channel) {
      new Http3Connection(loop, channel, keys.options(), start.gate(), handshakes).install();
    }
  }
}
