package dev.lodestar.server.http2;

import dev.lodestar.engine.Http2Options;
import dev.lodestar.http.Connection;
import dev.lodestar.server.exchange.BodyMemory;
import dev.lodestar.server.exchange.BodyShare;
import dev.lodestar.server.exchange.ConnectionError;
import dev.lodestar.server.exchange.ContentRates;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.FloodGuard;
import dev.lodestar.server.exchange.LastingStreams;
import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.MultiplexedConnection;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.http2.Http2Loop.Upgrade;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One HTTP/2 connection from its beginning to its end. Used on its event loop only.
final class Http2Connection extends ChannelInboundHandlerAdapter
    implements LiveConnection, MultiplexedConnection {
  private static final byte[] NONE = {};
  private static final long LINGER_TIME = TimeUnit.SECONDS.toNanos(2);

  private enum Phase {
    /// The preface of the client has not come whole.
    PREFACE,
    /// Frames come and go.
    OPEN,
    /// The last frame has been written; what the client still sends is dropped.
    LINGERING,
    /// The channel is closed.
    CLOSED
  }

  private final BodyShare memory;
  private final LoopContext loop;
  private final Channel channel;
  private final Peer peer;
  private final @Nullable Upgrade upgrade;

  /// What has come before this handler was there.
  private byte[] received;

  private final Http2Options options;
  private final Streams streams = new Streams();
  private final FloodGuard guard;
  private final ContentRates rates;
  private final ConnectionWindow window;
  private final LastingStreams lasting;
  private final FrameOutput output;
  private final ResponseHeads heads;
  private final Turns turns;
  private final Farewell farewell;
  private final ClientFrames frames;
  private final FrameReader reader;
  private final Incoming incoming;

  private Phase phase = Phase.PREFACE;

  /// Streams that are no more, and whose handlers are still at work.
  private int orphans;

  private boolean opened;

  /// Whether the connection has to be closed, for which there may have been no memory.
  private boolean failed;

  private boolean lingering;

  /// Since when the connection has existed, been without a stream, or lingered.
  private long openedAt;

  private long idleSince;
  private long lingeringSince;

  Http2Connection(
      Http2Loop shared, Channel channel, Peer peer, byte[] received, @Nullable Upgrade upgrade) {
    loop = shared.loop();
    memory = new BodyShare(loop.load());
    this.channel = channel;
    this.peer = peer;
    this.received = received;
    this.upgrade = upgrade;
    options = loop.options().http2();
    guard =
        new FloodGuard(
            ErrorCode.ENHANCE_YOUR_CALM,
            options.maxResets(),
            options.maxControlFrames(),
            options.floodWindow(),
            loop.now());
    rates = new ContentRates(loop, ErrorCode.ENHANCE_YOUR_CALM);
    window = new ConnectionWindow(options.connectionWindow());
    lasting = new LastingStreams(loop);
    output = new FrameOutput(channel, peer, loop.responseRate());
    heads = new ResponseHeads(shared, output);
    turns = new Turns(loop, output, this::fail);
    farewell = new Farewell(output);
    frames = new ClientFrames(this, shared.fields());
    reader = new FrameReader(frames, FieldBlock.mostBlock(loop.options()));
    incoming = new Incoming(reader, loop);
  }

  @Override
  public BodyMemory memory() {
    return memory;
  }

  @Override
  public LoopContext loop() {
    return loop;
  }

  Http2Options options() {
    return options;
  }

  Streams streams() {
    return streams;
  }

  FloodGuard guard() {
    return guard;
  }

  ContentRates rates() {
    return rates;
  }

  ConnectionWindow window() {
    return window;
  }

  FrameOutput output() {
    return output;
  }

  ResponseHeads heads() {
    return heads;
  }

  Turns turns() {
    return turns;
  }

  Farewell farewell() {
    return farewell;
  }

  // What the channel says.

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      open();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    open();
  }

  private void open() {
    if (opened) {
      return;
    }
    opened = true;
    loop.opened(this);
    openedAt = loop.now();
    idleSince = openedAt;
    incoming.open(openedAt);
    if (loop.count().draining()) {
      output.disconnect();
      return;
    }
    output.settings(ClientSettings.offer(loop.options()));
    var more = window.open();
    if (more > 0) {
      output.windowUpdate(0, more);
    }
    if (upgrade != null) {
      guarded(() -> frames.upgraded(upgrade));
    }
    if (received.length > 0) {
      receive(Unpooled.wrappedBuffer(received));
      received = NONE;
    }
    turns.flushSoon();
  }

  @Override
  public Connection connection() {
    return peer.connection("HTTP/2");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    phase = Phase.CLOSED;
    turns.close();
    loop.closed(this);
    loop.count().close(lingering);
    abandonAll("The client closed the connection before the end of the body.");
    incoming.release();
    output.release();
  }

  private void abandonAll(String reason) {
    for (var stream : streams.clear()) {
      stream.abandon(reason);
    }
    turns.clear();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    turns.reading();
    receive((ByteBuf) message);
  }

  private void receive(ByteBuf data) {
    if (phase == Phase.LINGERING || phase == Phase.CLOSED) {
      data.release();
      return;
    }
    var in = incoming.joined(data);
    guarded(() -> take(in));
    incoming.keep(in, phase == Phase.OPEN, channel.alloc());
    settle();
  }

  private void take(ByteBuf in) {
    if (phase == Phase.PREFACE && incoming.takePreface(in)) {
      phase = Phase.OPEN;
    }
    if (phase == Phase.OPEN) {
      reader.read(in);
    }
  }

  /// Does something that may go too far; then the connection ends.
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (ConnectionError error) {
      end(error.code(), String.valueOf(error.getMessage()));
    } catch (RuntimeException failure) {
      LoggerFactory.getLogger(Http2Connection.class)
          .error("The connection {} is closed after a failure of the server.", channel, failure);
      end(ErrorCode.INTERNAL_ERROR, "The server has failed.");
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    turns.readComplete();
    settle();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (output.isReady()) {
      turns.pump();
      turns.flushSoon();
    }
    settle();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent
        || event instanceof ChannelInputShutdownReadComplete) {
      // HTTP/2 knows no connections that are closed on one side: windows could not be opened.
      output.disconnect();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    fail(failure);
  }

  @Override
  public void fail(Throwable failure) {
    failed = true;
    // First, since there may be no memory left to say so.
    loop.failing(failure);
    relieve();
    output.disconnect();
    loop.failed(channel, failure);
  }

  @Override
  public void relieve() {
    streams.relieve();
  }

  /// Receives only while the client takes what answers it, so that nothing piles up.
  private void settle() {
    var wanted = output.isReady() || phase == Phase.LINGERING;
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }

  // What the streams need.

  /// Tells whether the client has as many streams as it may have.
  boolean isFull() {
    return streams.size() + orphans >= options.maxConcurrentStreams();
  }

  /// Takes note of content that has been written.
  ///
  /// @param cut whether it is so little because the client has not let more be sent: who opens a
  ///   window byte by byte makes up for nothing
  void sent(int count, boolean cut) {
    window.sent(count);
    rates.sent(count);
    if (count > 0 && !(cut && count < FrameType.WORTHY_CONTENT)) {
      guard.content();
    }
  }

  /// Gives the client back what has been consumed of the window of the connection.
  void giveBack(int count) {
    var increment = window.giveBack(count);
    if (increment > 0 && phase == Phase.OPEN) {
      output.windowUpdate(0, increment);
      turns.flushSoon();
    }
  }

  /// Ends a stream because of what the client has done.
  void reset(Http2Stream stream, int code) {
    end(stream, code);
    turns.flushSoon();
    guard.reset();
  }

  /// Ends a stream.
  void end(Http2Stream stream, int code) {
    output.reset(stream.id(), code);
    streams.close(stream, true);
    stream.abandon("The server has ended the stream.");
    noticeEnd();
  }

  /// Takes note that a stream has come to its end.
  ///
  /// @param reset whether the client has not come to the end of its request
  void closed(Http2Stream stream, boolean reset) {
    streams.close(stream, reset);
    noticeEnd();
  }

  @Override
  public LastingStreams lasting() {
    return lasting;
  }

  @Override
  public void orphaned() {
    orphans++;
  }

  @Override
  public void orphanEnded() {
    orphans--;
  }

  /// Ends the connection when its last stream has come to its end, if nothing more is to come.
  void noticeEnd() {
    if (streams.size() == 0) {
      idleSince = loop.now();
      if (farewell.endsWhenIdle() && phase == Phase.OPEN) {
        end(ErrorCode.NO_ERROR, "");
      }
    }
  }

  // The end.

  @Override
  public void tick(long now) {
    guarded(() -> look(now));
  }

  private void look(long now) {
    if (phase == Phase.LINGERING) {
      if (now - lingeringSince > LINGER_TIME) {
        output.disconnect();
      }
      return;
    }
    if (failed || output.isStalled(now, loop.writeTimeout())) {
      output.abort();
      return;
    }
    guard.tick(now);
    checkProgress(now);
    checkRates(now);
    for (var stream : streams.all()) {
      stream.tick(now);
    }
    if (farewell.isDue(now)) {
      drained();
    }
    if (phase == Phase.OPEN && streams.size() == 0 && now - idleSince > loop.idleTimeout()) {
      end(ErrorCode.NO_ERROR, "The connection was idle.");
    }
  }

  private void checkProgress(long now) {
    if (incoming.isHeadTooSlow(now)) {
      if (phase == Phase.PREFACE) {
        output.disconnect();
        return;
      }
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM, "The rest of a frame or head did not come in time.");
    }
    if (incoming.isFrameTooSlow(now)) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM, "The rest of a frame did not come in time.");
    }
    if (!frames.areSettingsAcknowledged() && now - openedAt > loop.headerTimeout()) {
      throw new ConnectionError(
          ErrorCode.SETTINGS_TIMEOUT, "The settings were not acknowledged in time.");
    }
  }

  private void checkRates(long now) {
    var wanted = false;
    var waiting = false;
    for (var stream : streams.all()) {
      wanted |= stream.wantsContent();
      waiting |= stream.hasContent();
    }
    // Where the socket is full, it is looked at instead of the responses.
    rates.check(now, wanted, waiting && output.isReady());
  }

  @Override
  public void drain() {
    if (phase == Phase.PREFACE) {
      output.disconnect();
    } else if (phase == Phase.OPEN) {
      farewell.announce();
    }
  }

  /// Takes no further requests.
  void drained() {
    farewell.drain();
    if (streams.size() == 0) {
      noticeEnd();
    } else {
      output.goAway(streams.last(), ErrorCode.NO_ERROR, "");
      turns.flushSoon();
    }
  }

  private void end(int code, String reason) {
    if (phase == Phase.LINGERING || phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.LINGERING;
    lingeringSince = loop.now();
    output.goAway(streams.last(), code, reason);
    abandonAll("The connection has ended.");
    reader.stop();
    output.shutdown(() -> {
      lingering = true;
      loop.count().linger();
    });
  }

  @Override
  public long idleUntil() {
    return phase == Phase.OPEN && streams.size() == 0 && orphans == 0
        ? idleSince + loop.idleTimeout()
        : NOT_IDLE;
  }

  @Override
  public void interrupt() {
    for (var stream : streams.all()) {
      stream.interrupt();
    }
    if (phase == Phase.OPEN) {
      output.goAway(streams.last(), ErrorCode.NO_ERROR, "The server stops.");
      output.flush();
    }
    output.disconnect();
  }
}
