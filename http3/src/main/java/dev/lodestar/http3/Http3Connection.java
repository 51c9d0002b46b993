package dev.lodestar.http3;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.Connection;
import dev.lodestar.http.TlsSession;
import dev.lodestar.server.datagram.DatagramProtocol.Gate;
import dev.lodestar.server.exchange.BodyMemory;
import dev.lodestar.server.exchange.BodyShare;
import dev.lodestar.server.exchange.ConnectionError;
import dev.lodestar.server.exchange.ContentRates;
import dev.lodestar.server.exchange.FloodGuard;
import dev.lodestar.server.exchange.LastingStreams;
import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.MultiplexedConnection;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http3.DefaultHttp3GoAwayFrame;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicPathEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One HTTP/3 connection: its streams, and what belongs to none of them. Used on its event loop
/// only.
final class Http3Connection extends ChannelInboundHandlerAdapter
    implements LiveConnection, MultiplexedConnection {
  /// How long requests are still accepted that may have been on their way when the client was told
  /// of the end.
  static final long DRAIN_MILLIS = 200;

  /// How long a connection lives on after its last response, whose last bytes may be lost and have
  /// to be sent again.
  static final long LINGER_MILLIS = 300;

  /// How many streams of a connection may be given up by the client, until it gets no further ones:
  /// Netty does not forget them before the connection has ended.
  static final int MOST_LEFT_BEHIND = 1_000;

  /// How many bytes of heads that have not come to their end a connection may have, or two of the
  /// largest if that is more. A client sends heads whole, one after the other.
  static final int MOST_UNFINISHED_HEADS = 262_144;

  /// More than any stream has (RFC 9114, section 5.2).
  private static final long EVERY_STREAM = (1L << 62) - 4;

  private static final Duration LONGEST_HANDSHAKE = Duration.ofDays(365);

  /// Made before there is no memory for it.
  private static final Consumer<Http3Stream> RELIEF = Http3Stream::relieve;

  private enum Phase {
    /// Client and server agree on keys.
    HANDSHAKE,
    /// Requests come and go.
    OPEN,
    /// The channel has been closed, or is about to be.
    CLOSED
  }

  private final Http3Loop shared;
  private final LoopContext loop;
  private final BodyShare memory;
  private final Http3Options options;
  private final QuicChannel channel;
  private final TlsOptions tls;
  private final Gate gate;
  private final FloodGuard guard;
  private final ContentRates rates;
  private final long mostRequests;
  private final LastingStreams lasting;
  private final Handshakes handshakes;

  /// In order, and gone through without taking memory.
  private final Set<Http3Stream> streams = Collections.newSetFromMap(new LinkedHashMap<>());

  private Phase phase = Phase.HANDSHAKE;

  /// Whether the connection is counted.
  private boolean admitted;

  private long handshakeEnd;
  private @Nullable String host;
  private @Nullable TlsSession session;

  /// Where the client is. Not what the channel says: that believes every datagram, before anybody
  /// knows whether it is one of this client.
  private @Nullable SocketAddress remote;

  private @Nullable SocketAddress local;
  private @Nullable Connection connection;

  private long requests;

  /// The highest number of a stream that was accepted.
  private long last = -4;

  /// Streams that are no more, and whose handlers are still at work.
  private int orphans;

  private int leftBehind;
  private long unfinishedHeads;

  /// Whether the client has been told that the connection will end, and of the last request that is
  /// answered.
  private boolean draining;

  private boolean drained;

  /// Whether the client has said that it will not ask any more.
  private boolean leaving;

  private boolean closing;

  /// Whether there was no memory to close the channel.
  private boolean unclosed;

  private long idleSince;

  Http3Connection(
      Http3Loop shared, QuicChannel channel, TlsOptions tls, Gate gate, Handshakes handshakes) {
    this.shared = shared;
    loop = shared.context();
    memory = new BodyShare(loop.load());
    options = shared.options();
    this.channel = channel;
    this.tls = tls;
    this.gate = gate;
    guard =
        new FloodGuard(
            ErrorCode.EXCESSIVE_LOAD,
            options.maxResets(),
            options.maxControlFrames(),
            options.floodWindow(),
            loop.now());
    rates = new ContentRates(loop, ErrorCode.EXCESSIVE_LOAD);
    mostRequests = loop.options().overload().maxRequestsPerConnection();
    lasting = new LastingStreams(loop);
    this.handshakes = handshakes;
  }

  /// Puts this, and the codec before it, into the pipeline of the connection.
  void install() {
    handshakes.begin(channel);
    var settings =
        Http3Settings.defaultSettings()
            .maxFieldSectionSize(shared.mostHead())
            .enableConnectProtocol(true);
    var codec =
        new Http3ServerConnectionHandler(
            new ChannelInitializer<QuicStreamChannel>() {
              @Override
              protected void initChannel(QuicStreamChannel stream) {
                accept(stream);
              }
            },
            new ControlFrames(this),
            null,
            new DefaultHttp3SettingsFrame(settings),
            true);
    channel.pipeline().addLast(codec, this);
    // The channel is not active before its handshake has ended, so nobody looks for time-outs.
    var _ =
        loop.eventLoop()
            .schedule(this::endHandshake, nanos(tls.handshakeTimeout()), TimeUnit.NANOSECONDS);
  }

  private void endHandshake() {
    if (phase == Phase.HANDSHAKE) {
      end(ErrorCode.NO_ERROR, "The handshake took too long.");
    }
  }

  Http3Loop shared() {
    return shared;
  }

  /// What its streams may have of the memory for bodies.
  @Override
  public BodyMemory memory() {
    return memory;
  }

  @Override
  public LoopContext loop() {
    return loop;
  }

  FloodGuard guard() {
    return guard;
  }

  // What the channel says.

  @Override
  public void channelActive(ChannelHandlerContext context) {
    remote = channel.remoteSocketAddress();
    local = channel.localSocketAddress();
    if (!(remote instanceof InetSocketAddress client) || !gate.admits(channel, client, loop)) {
      var _ = channel.close();
      return;
    }
    admitted = true;
    handshakes.end(channel);
    loop.opened(this);
    handshakeEnd = loop.deadline(nanos(tls.handshakeTimeout()));
    if (loop.count().draining()) {
      end(ErrorCode.NO_ERROR, "The server stops.");
    }
  }

  private static long nanos(Duration timeout) {
    return timeout.compareTo(LONGEST_HANDSHAKE) > 0
        ? LONGEST_HANDSHAKE.toNanos()
        : timeout.toNanos();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    phase = Phase.CLOSED;
    if (admitted) {
      admitted = false;
      loop.closed(this);
      loop.count().close(false);
    }
    abandonAll("The client closed the connection before the end of the body.");
    context.fireChannelInactive();
  }

  private void abandonAll(String reason) {
    for (var stream : all()) {
      stream.abandon(reason);
    }
    streams.clear();
  }

  private List<Http3Stream> all() {
    return new ArrayList<>(streams);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof QuicStreamChannel stream
        && stream.type() == QuicStreamType.UNIDIRECTIONAL) {
      stream.pipeline().addFirst(new OtherStream(this));
      stream.pipeline().addLast(new StreamFailures(this));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SniCompletionEvent name -> host = name.hostname();
      case SslHandshakeCompletionEvent handshake -> {
        if (handshake.isSuccess()) {
          established();
        } else {
          LoggerFactory.getLogger(Http3Connection.class)
              .debug(
                  "The handshake with {} has failed: {}",
                  remote,
                  String.valueOf(handshake.cause().getMessage()));
        }
      }
      case QuicPathEvent.PeerMigrated migrated -> {
        remote = told(migrated.remote(), channel.remoteSocketAddress());
        local = told(migrated.local(), channel.localSocketAddress());
        connection = null;
      }
      default -> {
        // says nothing that this has to know
      }
    }
    context.fireUserEventTriggered(event);
  }

  /// Netty tells the address to which a client has moved with the bytes of its port the wrong way
  /// round.
  ///
  /// @param latest where the last datagram came from, which has shown that the client is there
  private static SocketAddress told(SocketAddress address, @Nullable SocketAddress latest) {
    return address instanceof InetSocketAddress moved
            && latest instanceof InetSocketAddress right
            && right.getAddress().equals(moved.getAddress())
            && Short.reverseBytes((short) right.getPort()) == (short) moved.getPort()
        ? right
        : address;
  }

  private void established() {
    if (phase != Phase.HANDSHAKE) {
      return;
    }
    if (tls.refusesUnknownHosts() && host == null) {
      close(false, ErrorCode.UNRECOGNIZED_NAME, "");
      return;
    }
    phase = Phase.OPEN;
    idleSince = loop.now();
    session = session();
  }

  private TlsSession session() {
    var engine = channel.sslEngine();
    var agreed = engine == null ? null : engine.getSession();
    var chain = new ArrayList<X509Certificate>();
    if (agreed != null) {
      try {
        for (var certificate : agreed.getPeerCertificates()) {
          chain.add((X509Certificate) certificate);
        }
      } catch (SSLPeerUnverifiedException none) {
        // it has shown none
      }
    }
    return new TlsSession(
        "TLSv1.3",
        agreed == null ? "" : agreed.getCipherSuite(),
        Optional.ofNullable(host).map(name -> name.toLowerCase(Locale.ROOT)),
        chain);
  }

  /// What requests are told of the connection; the same object as long as the client stays where it
  /// is.
  @Override
  public Connection connection() {
    var known = connection;
    if (known == null) {
      known = new Connection(knownAddress(remote), knownAddress(local), true, "HTTP/3");
      if (session != null) {
        known = known.withTls(session);
      }
      connection = known;
    }
    return known;
  }

  private static SocketAddress knownAddress(@Nullable SocketAddress address) {
    return address == null ? new InetSocketAddress(0) : address;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    // What clients send wrongly is no failure of the server, and QUIC ends the connection itself.
    LoggerFactory.getLogger(Http3Connection.class)
        .debug("The connection with {} has a failure.", remote, failure);
  }

  /// Does something that may go too far; then the connection ends.
  void guarded(Runnable action) {
    try {
      action.run();
    } catch (ConnectionError error) {
      end(error.code(), String.valueOf(error.getMessage()));
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  /// Ends the connection after a failure of the server.
  @Override
  public void fail(Throwable failure) {
    loop.failing(failure);
    // To end may take the memory that they have.
    relieve();
    end(ErrorCode.INTERNAL_ERROR, "The server has failed.");
    loop.failed(channel, failure);
  }

  // Streams.

  private void accept(QuicStreamChannel stream) {
    if (phase != Phase.OPEN || (drained && stream.streamId() > last)) {
      reject(stream);
      return;
    }
    if (streams.size() + orphans >= options.maxConcurrentStreams()) {
      reject(stream);
      guarded(guard::reset);
      return;
    }
    last = Math.max(last, stream.streamId());
    guard.request();
    var accepted = new Http3Stream(this, stream);
    streams.add(accepted);
    accepted.join();
    if (++requests >= mostRequests) {
      drained();
    }
  }

  private void reject(QuicStreamChannel stream) {
    stream.pipeline().addFirst(new RejectedStream(this));
  }

  @Override
  public LastingStreams lasting() {
    return lasting;
  }

  void unfinishedHead(long change) {
    unfinishedHeads += change;
    if (unfinishedHeads > Math.max(MOST_UNFINISHED_HEADS, 2 * shared.mostHead())) {
      throw new ConnectionError(
          ErrorCode.EXCESSIVE_LOAD, "Too many heads were begun and not sent to their end.");
    }
  }

  void receivedContent(int count) {
    rates.received(count);
    guard.content();
  }

  void sentContent(int count) {
    rates.sent(count);
    guard.content();
  }

  @Override
  public void orphaned() {
    orphans++;
  }

  @Override
  public void orphanEnded() {
    orphans--;
  }

  /// Takes note of a stream that the client has given up.
  void leftBehind() {
    if (++leftBehind == MOST_LEFT_BEHIND) {
      drained();
    } else if (leftBehind == 2 * MOST_LEFT_BEHIND) {
      end(ErrorCode.EXCESSIVE_LOAD, "Streams were opened after GOAWAY.");
    }
  }

  /// Takes note that a stream has come to its end.
  void closed(Http3Stream stream) {
    if (streams.remove(stream)) {
      noticeEnd();
    }
  }

  private void noticeEnd() {
    if (streams.isEmpty()) {
      idleSince = loop.now();
      if ((drained || leaving) && phase == Phase.OPEN && !closing) {
        closing = true;
        later(
            LINGER_MILLIS,
            () -> {
              closing = false;
              if (streams.isEmpty()) {
                end(ErrorCode.NO_ERROR, "");
              }
            });
      }
    }
  }

  private void later(long millis, Runnable task) {
    var _ = channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /// The client will not ask any more; what it has asked for is still answered.
  void leaves() {
    leaving = true;
    noticeEnd();
  }

  // The end.

  @Override
  public void tick(long now) {
    guarded(() -> look(now));
  }

  private void look(long now) {
    if (unclosed) {
      var _ = channel.close(true, ErrorCode.INTERNAL_ERROR, Unpooled.EMPTY_BUFFER);
      unclosed = false;
    }
    if (phase == Phase.HANDSHAKE) {
      if (now - handshakeEnd > 0) {
        end(ErrorCode.NO_ERROR, "The handshake took too long.");
      }
      return;
    }
    guard.tick(now);
    for (var stream : all()) {
      stream.tick(now);
    }
    checkRates(now);
    if (phase == Phase.OPEN && streams.isEmpty() && now - idleSince > loop.idleTimeout()) {
      goAway(last + 4);
      end(ErrorCode.NO_ERROR, "The connection was idle.");
    }
  }

  private void checkRates(long now) {
    var wanted = false;
    var waiting = false;
    for (var stream : streams) {
      wanted |= stream.wantsContent();
      waiting |= stream.hasContent();
    }
    rates.check(now, wanted, waiting);
  }

  /// Tells the client that the connection will end (RFC 9114, section 5.2): first with the highest
  /// number, since requests may be on their way; and after a while with the first request that is
  /// not answered.
  @Override
  public void drain() {
    if (phase == Phase.HANDSHAKE) {
      end(ErrorCode.NO_ERROR, "The server stops.");
    } else if (phase == Phase.OPEN && !draining) {
      draining = true;
      goAway(EVERY_STREAM);
      later(DRAIN_MILLIS, this::drained);
    }
  }

  private void drained() {
    if (drained || phase != Phase.OPEN) {
      return;
    }
    drained = true;
    goAway(last + 4);
    noticeEnd();
  }

  /// @param first the number of the first stream that is not accepted
  private void goAway(long first) {
    var control = Http3.getLocalControlStream(channel);
    if (control != null) {
      var _ = control.writeAndFlush(new DefaultHttp3GoAwayFrame(first));
    }
  }

  /// Ends the connection, whatever it does.
  void end(int code, String reason) {
    close(true, code, reason);
  }

  private void close(boolean application, int code, String reason) {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CLOSED;
    unclosed = true;
    abandonAll("The connection has ended.");
    var text = ByteBufUtil.writeUtf8(channel.alloc(), reason);
    var _ = channel.close(application, code, text);
    unclosed = false;
  }

  @Override
  public void relieve() {
    streams.forEach(RELIEF);
  }

  @Override
  public long idleUntil() {
    return phase == Phase.OPEN && streams.isEmpty() && orphans == 0
        ? idleSince + loop.idleTimeout()
        : NOT_IDLE;
  }

  @Override
  public void interrupt() {
    for (var stream : all()) {
      stream.interrupt();
    }
    end(ErrorCode.NO_ERROR, "The server stops.");
  }
}
