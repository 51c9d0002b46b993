package dev.lodestar.server.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.engine.Http2Options;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.server.exchange.BodyMemory;
import dev.lodestar.server.exchange.BodyShare;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.LastingStreams;
import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.exchange.Rate;
import dev.lodestar.server.exchange.StreamHead;
import dev.lodestar.server.http2.Http2Loop.Upgrade;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One HTTP/2 connection: its streams, and what belongs to none of them. Used on its event loop
/// only.
final class Http2Connection extends ChannelInboundHandlerAdapter implements LiveConnection, Frames {
  /// How long the client has to say that it knows of the end of the connection, until requests that
  /// it sends then are not answered any more.
  static final long DRAIN_TIME = TimeUnit.SECONDS.toNanos(1);

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] NONE = {};
  private static final long LINGER_TIME = TimeUnit.SECONDS.toNanos(2);
  private static final long DRAIN_PING = 0x4C6F646573746172L;

  /// The window of a connection until something else is said.
  private static final int FIRST_WINDOW = 65_535;

  /// From this size on, a frame of content makes up for frames that serve no request.
  private static final int WORTHY_CONTENT = 128;

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

  private final Http2Loop shared;
  private final BodyShare memory;
  private final LoopContext loop;
  private final Channel channel;
  private final Peer peer;
  private final @Nullable Upgrade upgrade;

  /// What has come before this handler was there.
  private byte[] received;

  private final Http2Options options;
  private final FrameReader reader;
  private final HeadDecoder decoder;
  private final FrameOutput output;
  private final HpackWriter heads;
  private final FloodGuard guard;
  private final Rate bodyRate;
  private final Rate responseRate;
  private final long mostRequests;
  private final Streams streams = new Streams();
  private final ClientSettings client = new ClientSettings();
  private final ArrayDeque<Http2Stream> ready = new ArrayDeque<>();

  private Phase phase = Phase.PREFACE;

  /// What has come of a frame that is not whole.
  private @Nullable ByteBuf rest;

  private int prefaceSeen;
  private int sendWindow = FIRST_WINDOW;
  private int receiveWindow = FIRST_WINDOW;
  private int returnable;
  private long contentReceived;
  private long contentSent;
  private long requests;

  /// Streams that are no more, and whose handlers are still at work.
  private int orphans;

  private final LastingStreams lasting;

  /// Threads that are about to begin, or are in their beginning.
  private int starting;

  private boolean opened;
  private boolean reading;
  private boolean pumping;
  private boolean flushing;
  private boolean settingsAcknowledged;

  /// Whether the client has been told that the connection will end, and when.
  private boolean draining;

  private boolean drained;

  /// Whether the client has said that it will close the connection.
  private boolean leaving;

  private long drainingSince;
  private boolean lingering;

  /// Since when the connection has existed, been without a stream, or lingered.
  private long openedAt;

  private long idleSince;
  private long lingeringSince;

  /// Since when the rest of a head has been missing; and when bytes came last; 0 if nothing is
  /// missing.
  private long headSince;

  private long pausedSince;

  Http2Connection(
      Http2Loop shared, Channel channel, Peer peer, byte[] received, @Nullable Upgrade upgrade) {
    this.shared = shared;
    loop = shared.loop();
    memory = new BodyShare(loop.load());
    this.channel = channel;
    this.peer = peer;
    this.received = received;
    this.upgrade = upgrade;
    options = loop.options().http2();
    reader = new FrameReader(this, FieldBlock.mostBlock(loop.options()));
    decoder = new HeadDecoder(shared.fields());
    output = new FrameOutput(channel, peer, loop.responseRate());
    heads = new HpackWriter(shared.heads());
    guard = new FloodGuard(options, loop.now());
    lasting = new LastingStreams(loop);
    bodyRate = loop.bodyRate();
    responseRate = loop.responseRate();
    mostRequests = loop.options().overload().maxRequestsPerConnection();
  }

  /// What its streams may have of the memory for bodies.
  BodyMemory memory() {
    return memory;
  }

  LoopContext loop() {
    return loop;
  }

  Http2Options options() {
    return options;
  }

  FrameOutput output() {
    return output;
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
    headSince = openedAt;
    if (loop.count().draining()) {
      output.disconnect();
      return;
    }
    output.settings(ClientSettings.offer(loop.options()));
    var more = options.connectionWindow() - receiveWindow;
    if (more > 0) {
      output.windowUpdate(0, more);
      receiveWindow += more;
    }
    if (upgrade != null) {
      guarded(() -> answerUpgrade(upgrade));
    }
    if (received.length > 0) {
      receive(Unpooled.wrappedBuffer(received));
      received = NONE;
    }
    flushSoon();
  }

  private void answerUpgrade(Upgrade asked) {
    settings(Unpooled.wrappedBuffer(asked.settings()), asked.settings().length / 6);
    var request = asked.request();
    var stream = streams.open(1, this, options.streamWindow(), client.initialWindow());
    var again =
        Request.of(
            request.method(), request.target(), request.headers(), request.body(), connection());
    stream.open(
        new StreamHead(
            again, null, request.method() == HttpMethod.HEAD, StreamHead.UNKNOWN, false, false),
        true);
  }

  private Connection connection() {
    return peer.connection("HTTP/2");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    phase = Phase.CLOSED;
    loop.closed(this);
    loop.count().close(lingering);
    abandonAll("The client closed the connection before the end of the body.");
    release();
    output.release();
  }

  private void abandonAll(String reason) {
    for (var stream : streams.clear()) {
      stream.abandon(reason);
    }
    ready.clear();
  }

  private void release() {
    reader.release();
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reading = true;
    receive((ByteBuf) message);
  }

  private void receive(ByteBuf data) {
    if (phase == Phase.LINGERING || phase == Phase.CLOSED) {
      data.release();
      return;
    }
    var in = joined(data);
    guarded(() -> take(in));
    keepRest(in);
    settle();
  }

  /// Puts what has come behind what was not a whole frame.
  private ByteBuf joined(ByteBuf data) {
    var known = rest;
    rest = null;
    if (known == null) {
      return data;
    }
    try {
      return known.discardReadBytes().writeBytes(data);
    } finally {
      data.release();
    }
  }

  private void keepRest(ByteBuf in) {
    if (!in.isReadable() || phase != Phase.OPEN) {
      in.release();
      pausedSince = 0;
    } else {
      // Received buffers are larger than what is left in them.
      rest = channel.alloc().buffer(in.readableBytes() + 256).writeBytes(in);
      in.release();
      pausedSince = loop.now();
    }
    if (phase == Phase.PREFACE || reader.isInHead() || startsHead(rest)) {
      headSince = headSince == 0 ? loop.now() : headSince;
    } else {
      headSince = 0;
    }
  }

  private static boolean startsHead(@Nullable ByteBuf rest) {
    if (rest == null || rest.readableBytes() < FrameType.HEAD_LENGTH) {
      return rest != null;
    }
    var type = rest.getByte(rest.readerIndex() + 3);
    return type != FrameType.DATA;
  }

  private void take(ByteBuf in) {
    if (phase == Phase.PREFACE) {
      takePreface(in);
    }
    if (phase == Phase.OPEN) {
      reader.read(in);
    }
  }

  private void takePreface(ByteBuf in) {
    while (prefaceSeen < PREFACE.length && in.isReadable()) {
      if (in.readByte() != PREFACE[prefaceSeen++]) {
        throw ConnectionError.protocol("The connection does not start with the preface of HTTP/2.");
      }
    }
    if (prefaceSeen == PREFACE.length) {
      phase = Phase.OPEN;
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
    reading = false;
    flushUnlessStarting();
    settle();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (output.isReady()) {
      pump();
      flushSoon();
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

  void fail(Throwable failure) {
    // First, since there may be no memory left to say so.
    output.disconnect();
    loop.failed(channel, failure);
  }

  /// Receives only while the client takes what answers it, so that nothing piles up.
  private void settle() {
    var wanted = output.isReady() || phase == Phase.LINGERING;
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }

  // What the client says.

  @Override
  public void headers(int id, ByteBuf block, boolean end) {
    var fields = decoder.decode(id, block);
    var stream = streams.get(id);
    if (stream != null) {
      guard.control(1);
      stream.trailers(fields, end);
    } else if (isNew(id)) {
      guard.request();
      request(id, fields, end);
    }
  }

  private boolean isNew(int id) {
    if ((id & 1) == 0) {
      throw ConnectionError.protocol("A client has streams with odd numbers only.");
    }
    if (id > streams.last()) {
      if (drained) {
        guard.control(1);
      }
      return !drained;
    }
    if (!streams.wasReset(id)) {
      throw streams.wasClosed(id)
          ? new ConnectionError(ErrorCode.STREAM_CLOSED, "A head came for a stream that is closed.")
          : ConnectionError.protocol("The numbers of streams have to increase.");
    }
    guard.control(1);
    return false;
  }

  private void request(int id, FieldBlock fields, boolean end) {
    if (streams.size() + orphans >= options.maxConcurrentStreams()) {
      streams.skip(id);
      output.reset(id, ErrorCode.REFUSED_STREAM);
      if (settingsAcknowledged) {
        guard.reset();
      }
      return;
    }
    StreamHead head;
    try {
      head = StreamHead.of(fields, connection(), end, true, loop.options().maxRequestLineSize());
    } catch (StreamHead.MalformedException malformed) {
      streams.skip(id);
      output.reset(id, ErrorCode.PROTOCOL_ERROR);
      guard.reset();
      return;
    }
    streams.open(id, this, options.streamWindow(), client.initialWindow()).open(head, end);
    if (++requests >= mostRequests && !drained) {
      drained();
    }
  }

  @Override
  public void data(int id, ByteBuf in, int index, int count, int flow, boolean end) {
    receiveWindow -= flow;
    contentReceived += count;
    if (receiveWindow < 0) {
      throw new ConnectionError(
          ErrorCode.FLOW_CONTROL_ERROR, "More content came than the window of the connection.");
    }
    if (count >= WORTHY_CONTENT) {
      guard.content();
    } else if (count == 0) {
      guard.control(1);
    }
    var stream = streams.get(id);
    if (stream == null) {
      giveBack(flow);
      dataForNobody(id);
    } else if (stream.hasRemoteEnded()) {
      giveBack(flow);
      reset(stream, ErrorCode.STREAM_CLOSED);
    } else {
      stream.data(in, index, count, flow, end);
    }
  }

  private void dataForNobody(int id) {
    checkNotIdle(id, "DATA");
    if (streams.wasClosed(id)) {
      throw new ConnectionError(
          ErrorCode.STREAM_CLOSED, "Content came for a stream that is closed.");
    }
    guard.control(1);
  }

  private void checkNotIdle(int id, String type) {
    if ((id & 1) == 0 || (id > streams.last() && !drained)) {
      throw ConnectionError.protocol(
          "A " + type + " frame came for the stream " + id + ", which was never opened.");
    }
  }

  @Override
  public void reset(int id) {
    var stream = streams.get(id);
    if (stream == null) {
      checkNotIdle(id, "RST_STREAM");
      guard.control(1);
      return;
    }
    streams.close(stream, false);
    stream.abandon("The client gave the request up before the end of the body.");
    guard.reset();
    noticeEnd();
  }

  @Override
  public void settings(ByteBuf in, int count) {
    guard.control(1 + count / 8);
    for (var i = 0; i < count; i++) {
      var at = in.readerIndex() + 6 * i;
      var delta = client.take(in.getUnsignedShort(at), in.getUnsignedInt(at + 2), heads);
      if (delta != 0) {
        growAll(delta);
      }
    }
    if (phase == Phase.OPEN) {
      output.settingsAcknowledgement();
    }
    pump();
  }

  private void growAll(int delta) {
    for (var stream : streams.all()) {
      if (!stream.grow(delta)) {
        throw new ConnectionError(
            ErrorCode.FLOW_CONTROL_ERROR, "The window of a stream has become too large.");
      }
    }
  }

  @Override
  public void settingsAcknowledged() {
    guard.control(1);
    settingsAcknowledged = true;
  }

  @Override
  public void ping(long data) {
    guard.control(1);
    output.ping(true, data);
  }

  @Override
  public void pingAcknowledged(long data) {
    guard.control(1);
    if (draining && data == DRAIN_PING) {
      drained();
    }
  }

  /// The client will close the connection; what it has asked for is still answered.
  @Override
  public void goAway() {
    guard.control(1);
    leaving = true;
    noticeEnd();
  }

  @Override
  public void windowUpdate(int id, int increment) {
    guard.control(1);
    if (id == 0) {
      growConnection(increment);
      return;
    }
    var stream = streams.get(id);
    if (stream == null) {
      checkNotIdle(id, "WINDOW_UPDATE");
    } else if (increment == 0) {
      reset(stream, ErrorCode.PROTOCOL_ERROR);
    } else if (!stream.grow(increment)) {
      reset(stream, ErrorCode.FLOW_CONTROL_ERROR);
    }
    pump();
  }

  private void growConnection(int increment) {
    if (increment == 0) {
      throw ConnectionError.protocol("A WINDOW_UPDATE frame has the increment 0.");
    }
    if (sendWindow > Integer.MAX_VALUE - increment) {
      throw new ConnectionError(
          ErrorCode.FLOW_CONTROL_ERROR, "The window of the connection has become too large.");
    }
    sendWindow += increment;
    for (var stream : streams.all()) {
      stream.enqueue();
    }
    pump();
  }

  @Override
  public void ignored() {
    guard.control(1);
  }

  // What the streams need.

  int sendWindow() {
    return sendWindow;
  }

  /// Takes note of content that has been written.
  ///
  /// @param cut whether it is so little because the client has not let more be sent: who opens a
  ///   window byte by byte makes up for nothing
  void sent(int count, boolean cut) {
    sendWindow -= count;
    contentSent += count;
    if (count > 0 && !(cut && count < WORTHY_CONTENT)) {
      guard.content();
    }
  }

  void enqueue(Http2Stream stream) {
    ready.add(stream);
  }

  /// Lets the streams write in turn, a frame each, as far as the client takes it.
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    while (output.isReady()) {
      var stream = ready.poll();
      if (stream == null) {
        break;
      }
      stream.write();
    }
    pumping = false;
  }

  /// Gives the client back what has been consumed of the window of the connection.
  void giveBack(int count) {
    returnable += count;
    if (returnable >= options.connectionWindow() / 2 && phase == Phase.OPEN) {
      output.windowUpdate(0, returnable);
      receiveWindow += returnable;
      returnable = 0;
      flushSoon();
    }
  }

  /// Flushes when the event loop has done what waits before, so that what ends at the same time is
  /// sent together.
  void flushSoon() {
    if (!reading && starting == 0 && !flushing) {
      flushing = true;
      loop.execute(this::flushNow);
    }
  }

  private void flushNow() {
    flushing = false;
    if (phase != Phase.CLOSED) {
      try {
        output.flush();
      } catch (Throwable failure) {
        fail(failure);
      }
    }
  }

  /// Takes note of a thread that is about to begin: what it answers at once is sent together with
  /// what others do.
  void starting() {
    starting++;
  }

  void started() {
    starting--;
    if (!reading) {
      flushUnlessStarting();
    }
  }

  private void flushUnlessStarting() {
    if (starting == 0 && phase != Phase.CLOSED) {
      output.flush();
    }
  }

  /// Writes the head of a response.
  ///
  /// @param length the announced length, negative for none
  void writeHead(int id, RenderedResponse response, long length, boolean end) {
    heads.start();
    heads.status(response.status().code());
    heads.repeated(HpackWriter.DATE, "date", shared.date());
    var type = response.contentType();
    if (type.isPresent()) {
      heads.repeated(HpackWriter.CONTENT_TYPE, "content-type", type.get().toString());
    }
    var fields = response.headers();
    for (var i = 0; i < fields.size(); i++) {
      heads.field(fields.name(i), fields.value(i));
    }
    if (length >= 0) {
      heads.contentLength(length);
    }
    output.head(id, shared.heads().out(), end);
  }

  void writeContinue(int id) {
    heads.start();
    heads.status(100);
    output.head(id, shared.heads().out(), false);
    flushSoon();
  }

  /// Ends a stream because of what the client has done.
  void reset(Http2Stream stream, int code) {
    end(stream, code);
    flushSoon();
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

  LastingStreams lasting() {
    return lasting;
  }

  void orphaned() {
    orphans++;
  }

  void orphanEnded() {
    orphans--;
  }

  private void noticeEnd() {
    if (streams.size() == 0) {
      idleSince = loop.now();
      if ((drained || leaving) && phase == Phase.OPEN) {
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
    if (output.isStalled(now, loop.writeTimeout())) {
      output.abort();
      return;
    }
    guard.tick(now);
    checkProgress(now);
    checkRates(now);
    for (var stream : streams.all()) {
      stream.tick(now);
    }
    if (draining && !drained && now - drainingSince > DRAIN_TIME) {
      drained();
    }
    if (phase == Phase.OPEN && streams.size() == 0 && now - idleSince > loop.idleTimeout()) {
      end(ErrorCode.NO_ERROR, "The connection was idle.");
    }
  }

  private void checkProgress(long now) {
    if (headSince != 0 && now - headSince > loop.headerTimeout()) {
      if (phase == Phase.PREFACE) {
        output.disconnect();
        return;
      }
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM, "The rest of a frame or head did not come in time.");
    }
    if (pausedSince != 0 && now - pausedSince > loop.bodyTimeout()) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM, "The rest of a frame did not come in time.");
    }
    if (!settingsAcknowledged && now - openedAt > loop.headerTimeout()) {
      throw new ConnectionError(
          ErrorCode.SETTINGS_TIMEOUT, "The settings were not acknowledged in time.");
    }
  }

  /// All requests and all responses together have to go on at the least rate: a client that sends
  /// or takes a little of each of a hundred streams is as slow as one that does so with one.
  private void checkRates(long now) {
    var wanted = false;
    var waiting = false;
    for (var stream : streams.all()) {
      wanted |= stream.wantsContent();
      waiting |= stream.hasContent();
    }
    if (!wanted) {
      bodyRate.pause();
    } else if (bodyRate.isTooSlow(now, contentReceived)) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM, "The bodies of the requests came too slowly.");
    }
    if (!waiting || !output.isReady()) {
      // Where the socket is full, it is looked at instead.
      responseRate.pause();
    } else if (responseRate.isTooSlow(now, contentSent)) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM, "The responses were taken too slowly.");
    }
  }

  /// Tells the client that the connection will end (RFC 9113, section 6.8): first with the highest
  /// number, since requests may be on their way; and when it has seen that, or after a while, with
  /// the last request that is answered.
  @Override
  public void drain() {
    if (phase == Phase.PREFACE) {
      output.disconnect();
    } else if (phase == Phase.OPEN && !draining) {
      draining = true;
      drainingSince = System.nanoTime();
      output.goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR, "");
      output.ping(false, DRAIN_PING);
      output.flush();
    }
  }

  private void drained() {
    drained = true;
    if (streams.size() == 0) {
      noticeEnd();
    } else {
      output.goAway(streams.last(), ErrorCode.NO_ERROR, "");
      flushSoon();
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
    reader.release();
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
