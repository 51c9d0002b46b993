package dev.lodestar.server.http1;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.server.exchange.Carrier;
import dev.lodestar.server.exchange.Deadline;
import dev.lodestar.server.exchange.Deadline.Awaited;
import dev.lodestar.server.exchange.Exchange;
import dev.lodestar.server.exchange.Framing;
import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.exchange.Rate;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.exchange.StreamOutput;
import dev.lodestar.server.exchange.StreamWatch;
import dev.lodestar.server.http1.HeadWriter.Persistence;
import dev.lodestar.server.websocket.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One HTTP/1.1 connection (RFC 9112): reads a request, has it answered, reads the next. What a
/// client sends ahead waits as bytes, so answers cannot but be in order. Used on its event loop
/// only.
final class HttpConnection extends ChannelInboundHandlerAdapter implements Carrier, LiveConnection {
  private static final int MOST_WAITING = 1 << 16;
  private static final long LINGER_TIME = TimeUnit.SECONDS.toNanos(2);

  /// How long a stream without a length may be silent after the client has closed its side, until
  /// the client is taken to have gone.
  static final Duration SILENCE_AFTER_CLOSE = Duration.ofSeconds(2);

  private final LoopContext loop;
  private final Channel channel;
  private final Peer peer;
  private final Handover handover;
  private final Input input = new Input();
  private final RequestReader reader;
  private final Output output;
  private final Deadline deadline;
  private Phase phase = Phase.READING;
  private boolean advancing;

  /// What is being answered, in the phases HANDLING and WRITING.
  private @Nullable Exchange current;

  /// The body of the current request, or of the last one, while the application or nobody reads it.
  private @Nullable IncomingBody incoming;

  /// Whether the client of the current request speaks HTTP/1.1, not HTTP/1.0.
  private boolean http11;

  /// Whether that client wants the connection to stay open.
  private boolean keepAlive;

  /// Whether the thread of the current exchange is about to begin, or is in its beginning.
  private boolean starting;

  /// Whether the connection stays open after the current response.
  private boolean kept;

  /// Whether the last response has reached the socket, in phase LINGERING.
  private boolean lingering;

  /// Whether the connection has to be closed, for which there may have been no memory.
  private boolean failed;

  /// Whether the body that was on its way has been dropped, and its request is to be turned away.
  private boolean relieved;

  /// Whether the client has been told to send the body of the request that is coming.
  private boolean continued;

  private boolean inputClosed;

  /// Whether the client may still begin with HTTP/2: the first request has not been read. Over TLS,
  /// HTTP/2 is agreed on in the handshake or not spoken (RFC 9113, section 3.2).
  private boolean fresh;

  /// How many requests have been answered, or are.
  private long requests;

  private final long mostRequests;
  private final Rate bodyRate;

  /// Whether what is written is encrypted, so that the kernel cannot send files by itself.
  private final boolean secure;

  HttpConnection(Http1Loop shared, Channel channel, Peer peer) {
    loop = shared.loop();
    this.channel = channel;
    this.peer = peer;
    handover = shared.handover();
    deadline = new Deadline(loop);
    reader = new RequestReader(this, loop, shared.parser(), peer);
    output = new Output(channel, shared.writer(), peer, loop.responseRate());
    bodyRate = loop.bodyRate();
    mostRequests = loop.options().overload().maxRequestsPerConnection();
    secure = peer.isSecure();
    fresh = !secure;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    loop.opened(this);
    settle();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.closed(this);
    loop.count().close(lingering);
    if (incoming != null) {
      incoming.disconnect();
    }
    if (current != null) {
      abandon(current);
    }
    reader.dropBody();
    phase = Phase.CLOSED;
    output.release();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var data = (ByteBuf) message;
    try {
      if (dropsInput()) {
        input.drop(data);
      } else {
        input.append(data, loop);
      }
    } finally {
      data.release();
    }
    turn();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!advancing && channel.isWritable()) {
      proceed();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputClosed = true;
      if (current != null && current.watch() != null) {
        current.watch().restart(loop.now());
      }
      proceed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    fail(failure);
  }

  @Override
  public void fail(Throwable failure) {
    failed = true;
    if (phase == Phase.READING) {
      // What was read may not be whole any more, and to close may take the memory that it has.
      reader.dropBody();
      phase = Phase.CLOSED;
    }
    // First, since there may be no memory left to say so.
    loop.failing(failure);
    output.disconnect();
    loop.failed(channel, failure);
  }

  @Override
  public void relieve() {
    if (phase == Phase.READING && incoming == null && reader.isInBody()) {
      reader.dropBody();
      // What comes until then is dropped, too.
      phase = Phase.CLOSED;
      relieved = true;
    }
  }

  private void turnRelievedAway() {
    relieved = false;
    phase = Phase.READING;
    try {
      refuse(loop.load().refusal());
      proceed();
    } catch (Throwable full) {
      fail(full);
    }
  }

  private void proceed() {
    turn();
    flush();
  }

  /// Sends what there is, unless the next response may come in a moment.
  private void flush() {
    if (!starting) {
      output.flush();
    }
  }

  /// Goes on as far as the bytes, the application and the client allow.
  private void turn() {
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      while (advance()) {}
    } finally {
      advancing = false;
    }
    if (inputClosed) {
      endOfInput();
    }
    settle();
  }

  private boolean advance() {
    try {
      return switch (phase) {
        case READING ->
            !input.isEmpty()
                && (incoming == null ? output.isReady() && read() : drainBody(incoming));
        case WRITING -> {
          receiveBody();
          yield writeBody();
        }
        case HANDLING -> {
          receiveBody();
          yield false;
        }
        case LINGERING, CLOSED -> {
          input.clear();
          yield false;
        }
        case UPGRADED -> false;
      };
    } catch (HttpException refusal) {
      refuse(refusal);
      return true;
    }
  }

  private boolean read() {
    if (fresh && mayBeHttp2()) {
      return false;
    }
    var head = reader.read(input);
    if (head == null) {
      if (input.isEmpty() && reader.awaitsContinue() && !continued) {
        continued = true;
        output.continueRequest();
      }
      return false;
    }
    continued = false;
    incoming = reader.takeIncoming();
    receiveBody();
    requests++;
    http11 = head.http11();
    keepAlive = head.keepAlive() && requests < mostRequests;
    if (loop.load().isTooMuch()) {
      reader.dropBody();
      turnAway(reader.take(), head.method() == HttpMethod.HEAD);
      return true;
    }
    var body = reader.collected();
    var request = reader.take();
    // Nobody would count a large body any more on the connection that takes over.
    var mayUpgrade = incoming == null && (body == null || body.kept() == 0);
    if (head.upgrade() && mayUpgrade && upgradesToHttp2(request)) {
      return false;
    }
    var exchange = Exchange.of(this, request, openEnded());
    if (body != null) {
      exchange.keeps(body);
    }
    begin(exchange);
    return true;
  }

  /// Hands the connection over if its client begins with the preface of HTTP/2.
  ///
  /// @return whether no request of HTTP/1.1 is to be read, or not yet
  private boolean mayBeHttp2() {
    var beginning = Http2Offer.beginning(input);
    if (beginning == Http2Offer.Beginning.OTHER || !handover.isEnabled()) {
      fresh = false;
      return false;
    }
    if (beginning == Http2Offer.Beginning.PREFACE) {
      giveAway(handover.priorKnowledge(channel, peer, input.take()));
    }
    return true;
  }

  /// Hands the connection over if its client would like to go on with HTTP/2. Over TLS that is
  /// settled before.
  private boolean upgradesToHttp2(Request request) {
    if (request.connection().secure()
        || request.webSocketOffer().isPresent()
        || !handover.isEnabled()) {
      return false;
    }
    var settings = Http2Offer.settings(request);
    if (settings == null) {
      return false;
    }
    output.switchProtocols(Http2Offer.SWITCH);
    var plain = request.withHeaders(Http2Offer.withoutUpgrade(request.headers()));
    giveAway(handover.upgraded(channel, peer, plain, settings, input.take()));
    return true;
  }

  private void giveAway(ChannelHandler successor) {
    phase = Phase.CLOSED;
    deadline.clear();
    loop.closed(this);
    channel.pipeline().replace(this, null, successor);
  }

  /// Answers a request without a thread, and without asking the application.
  private void turnAway(Request request, boolean head) {
    loop.application().turnedAway(request, loop.load().response());
    kept = keepAlive && !isLast() && bodyAllowsNext();
    if (incoming != null) {
      incoming.drain();
    }
    var _ = output.respond(loop.load().response(), head, persistence());
    leave();
  }

  private void receiveBody() {
    if (incoming != null) {
      incoming.receive(input);
    }
  }

  /// Receives the rest of a body that nobody reads any more.
  private boolean drainBody(IncomingBody body) {
    body.receive(input);
    if (body.hasEnded() && !isLast()) {
      incoming = null;
      return true;
    }
    if (body.hasEnded() || !body.isDrainable()) {
      linger();
    }
    return false;
  }

  @Override
  public void receiveOn() {
    proceed();
  }

  @Override
  public void continueBody() {
    if (incoming != null && incoming.owesContinue() && phase == Phase.HANDLING) {
      incoming.setContinued();
      output.continueRequest();
    }
  }

  private void refuse(HttpException refusal) {
    if (!secure && !reader.isInBody() && input.startsWithTls()) {
      refuseTls();
      return;
    }
    var headRequest = reader.isHeadRequest(input);
    input.clear();
    reader.dropBody();
    http11 = reader.isHttp11();
    keepAlive = false;
    if (refusal == loop.load().refusal()) {
      var refused = reader.refused();
      if (refused != null) {
        loop.application().turnedAway(refused, loop.load().response());
      }
      var _ = output.respond(loop.load().response(), headRequest, Persistence.CLOSED);
      linger();
      return;
    }
    begin(Exchange.refusal(this, refusal, reader.refused(), headRequest, openEnded()));
  }

  /// Whoever speaks TLS to a port that does not would not understand an answer in clear.
  private void refuseTls() {
    LoggerFactory.getLogger(HttpConnection.class)
        .debug("tls_without_certificate {} speaks TLS, but this port does not.", channel);
    input.clear();
    keepAlive = false;
    output.refuseTls();
    linger();
  }

  /// HTTP/1.0 knows no chunks: the end of the body is the end of the connection.
  private Framing openEnded() {
    return http11 ? Framing.CHUNKED : Framing.NONE;
  }

  private void begin(Exchange exchange) {
    phase = Phase.HANDLING;
    deadline.clear();
    current = exchange;
    starting = exchange.start(loop.threads());
  }

  @Override
  public void delayed(Exchange exchange) {
    if (exchange == current) {
      starting = false;
      output.flush();
    }
  }

  @Override
  public void complete(Exchange exchange, RenderedResponse response) {
    if (exchange == current) {
      // Whatever fails from here on, the thread has done its work.
      phase = Phase.WRITING;
      starting = false;
      // What becomes writable meanwhile is no reason to begin in the middle of it.
      advancing = true;
      try {
        respond(exchange, response);
      } finally {
        advancing = false;
      }
      proceed();
    } else {
      exchange.drop();
    }
  }

  private void respond(Exchange exchange, RenderedResponse response) {
    switch (response.status().code()) {
      case 101 -> upgrade(exchange, response);
      case 426 -> write(exchange, askingForUpgrade(response));
      default -> write(exchange, response);
    }
  }

  /// RFC 9110, section 7.8: whoever names a protocol says that it concerns this connection.
  private static RenderedResponse askingForUpgrade(RenderedResponse response) {
    return response.withHeaders(response.headers().withAdded("Connection", "Upgrade"));
  }

  private void write(Exchange exchange, RenderedResponse response) {
    kept = wantsNext(exchange) && !isLast() && bodyAllowsNext();
    if (incoming != null) {
      incoming.drain();
    }
    var persistence = persistence();
    var files = exchange.takeFiles();
    if (files != null) {
      output.respond(response, files, persistence, this::proceed);
    } else if (output.respond(response, exchange.head(), persistence)) {
      if (Output.hasCopied(response)) {
        exchange.contentIsSent(response);
      }
      finish(exchange);
    }
  }

  /// Hands the connection over to what speaks the other protocol, as soon as the head has been
  /// written.
  private void upgrade(Exchange exchange, RenderedResponse response) {
    phase = Phase.UPGRADED;
    current = null;
    var socket = exchange.takeSocket();
    var asked = exchange.request().headers();
    var compression = Handshake.compression(asked, socket);
    var headers =
        Handshake.upgrade(asked, Handshake.answer(response.headers(), socket, compression));
    output.respond(response.withHeaders(headers), false, Persistence.KEPT);
    var upgraded =
        new UpgradedConnection(loop, channel, output, socket, compression, exchange.receipt());
    loop.closed(this);
    loop.opened(upgraded);
    channel.pipeline().replace(this, null, upgraded);
    upgraded.open(input, inputClosed);
  }

  private boolean wantsNext(Exchange exchange) {
    return keepAlive && !exchange.isBroken();
  }

  /// What the client is told of the connection.
  private Persistence persistence() {
    if (!kept) {
      return Persistence.CLOSED;
    }
    return http11 ? Persistence.KEPT : Persistence.KEPT_AND_SAID;
  }

  /// Whether what is left of the request's body lets the connection be used for another one.
  private boolean bodyAllowsNext() {
    return incoming == null || incoming.isDrainable();
  }

  private boolean writeBody() {
    if (current == null || !output.continueBody()) {
      return false;
    }
    finish(current);
    return true;
  }

  /// Whether no further request will be answered on this connection.
  private boolean isLast() {
    return input.isEmpty() && (inputClosed || loop.count().draining());
  }

  private void finish(Exchange exchange) {
    current = null;
    exchange.letGo();
    var receipt = exchange.receipt();
    if (receipt != null) {
      output.confirm(receipt);
    }
    leave();
  }

  /// Goes on to the next request, or to the end of the connection.
  private void leave() {
    releaseBody();
    if (kept && !(input.isEmpty() && (inputClosed || loop.isDrained()))) {
      // A stop may have begun since the head was written. Who was not told that the connection ends
      // may be asking already, and is heard until idle connections are closed.
      phase = Phase.READING;
    } else {
      linger();
    }
  }

  /// Tells whoever still reads the body that the request is over.
  private void releaseBody() {
    if (incoming != null) {
      incoming.drain();
      if (incoming.hasEnded()) {
        incoming = null;
      }
    }
  }

  @Override
  public void beginStream(
      Exchange exchange, RenderedResponse response, Framing framing, StreamOutput out) {
    if (exchange != current) {
      out.abandon();
      return;
    }
    // Whoever writes the response may be about to read the body, and a 100 cannot follow a 200.
    continueBody();
    exchange.stream(out, StreamWatch.of(response.body(), framing, loop.now()));
    kept = wantsNext(exchange) && framing != Framing.NONE && !isLast() && bodyAllowsNext();
    output.beginStream(response, framing, response.body().contentLength(), persistence());
  }

  @Override
  public void writeStream(
      Exchange exchange, StreamOutput out, byte[] bytes, int offset, int length, boolean boundary) {
    var watch = exchange.watch();
    if (exchange != current || watch == null) {
      out.abandon();
      return;
    }
    watch.sent(boundary, loop.now());
    output.writeStream(out, bytes, offset, length);
  }

  @Override
  public void reachBoundary(Exchange exchange) {
    if (exchange == current && exchange.watch() != null) {
      exchange.watch().reachBoundary();
    }
  }

  @Override
  public void endStream(Exchange exchange) {
    if (exchange == current) {
      finish(exchange);
      proceed();
    } else {
      exchange.drop();
    }
  }

  @Override
  public LoopContext loop() {
    return loop;
  }

  @Override
  public Connection connection() {
    return peer.connection(http11 ? "HTTP/1.1" : "HTTP/1.0");
  }

  @Override
  public boolean sendsFiles() {
    return !secure;
  }

  @Override
  public void abort(Exchange exchange) {
    if (exchange == current) {
      current = null;
      phase = Phase.CLOSED;
      failed = true;
      exchange.drop();
      output.abort();
    } else {
      exchange.drop();
    }
  }

  /// Leaves the exchange alone whose client has gone. In phase HANDLING its thread is still at work
  /// and will report its end.
  private void abandon(Exchange exchange) {
    current = null;
    if (phase == Phase.HANDLING) {
      exchange.orphan();
    } else {
      exchange.drop();
    }
  }

  /// Ends the connection (RFC 9112, section 9.6): what a client sends after its last request, even
  /// one that asked for the end, must not make the kernel reset the connection, which may take the
  /// response with it.
  private void linger() {
    incoming = null;
    if (inputClosed) {
      close();
      return;
    }
    phase = Phase.LINGERING;
    input.clear();
    output.shutdown(() -> {
      lingering = true;
      loop.count().linger();
    });
  }

  private void close() {
    phase = Phase.CLOSED;
    input.clear();
    output.close();
  }

  private void endOfInput() {
    switch (phase) {
      case READING -> {
        incoming = null;
        // Complete requests may wait until the client has read the responses before.
        if (output.isReady()) {
          close();
        }
      }
      case LINGERING -> output.disconnect();
      // The response is still sent: a client may close its side when it has asked.
      case HANDLING, WRITING -> {
        if (incoming != null) {
          incoming.disconnect();
        }
      }
      case UPGRADED, CLOSED -> {}
    }
  }

  private boolean dropsInput() {
    return phase == Phase.LINGERING
        || phase == Phase.CLOSED
        || (current != null && current.isRefusal())
        || (incoming != null && incoming.hasFailed());
  }

  /// Leaves the connection as it has to be while the event loop turns to others.
  private void settle() {
    if (phase == Phase.UPGRADED) {
      return;
    }
    input.settle();
    awaitNext();
    var enough = input.hasDroppedEnough() || hasEnough();
    if (enough == channel.config().isAutoRead()) {
      channel.config().setAutoRead(!enough);
    }
  }

  private boolean hasEnough() {
    if (incoming != null && !incoming.hasEnded()) {
      return incoming.isFull();
    }
    return input.size() >= MOST_WAITING && !(phase == Phase.READING && output.isReady());
  }

  private void awaitNext() {
    switch (phase) {
      case READING -> {
        if (incoming != null) {
          deadline.start(Awaited.END, loop.headerTimeout());
        } else if (reader.isInBody()) {
          deadline.restart(Awaited.BODY, loop.bodyTimeout());
        } else if (input.isEmpty()) {
          deadline.restart(Awaited.REQUEST, loop.idleTimeout());
        } else if (output.isReady()) {
          deadline.start(Awaited.HEAD, loop.headerTimeout());
        } else {
          deadline.clear();
        }
      }
      case LINGERING -> deadline.start(Awaited.END, LINGER_TIME);
      case HANDLING, WRITING, UPGRADED, CLOSED -> deadline.clear();
    }
  }

  @Override
  public void tick(long now) {
    if (current != null && current.isLost()) {
      abort(current);
      return;
    }
    if (failed || output.isStalled(now, loop.writeTimeout())) {
      output.abort();
      return;
    }
    if (relieved) {
      turnRelievedAway();
      return;
    }
    if (current != null) {
      watch(current, now);
    }
    if (phase != Phase.READING || !reader.isInBody()) {
      bodyRate.pause();
    } else if (bodyRate.isTooSlow(now, reader.received(), reader.leastRate())) {
      timeOut(Refusals.bodyTooSlow());
      return;
    }
    switch (deadline.expired(now)) {
      case NOTHING -> {}
      case REQUEST, END -> output.disconnect();
      case HEAD -> timeOut(Refusals.headTooSlow());
      case BODY -> timeOut(Refusals.bodyTooSlow());
    }
  }

  private void watch(Exchange exchange, long now) {
    if (incoming != null) {
      incoming.tick(now, loop.bodyTimeout());
    }
    var watch = exchange.watch();
    if (watch == null) {
      return;
    }
    if (inputClosed && watch.isSilentFor(SILENCE_AFTER_CLOSE.toNanos(), now)) {
      output.abort();
      return;
    }
    var beat = watch.dueBeat(now);
    if (beat != null) {
      output.writeBetween(beat);
    }
  }

  private void timeOut(HttpException refusal) {
    refuse(refusal);
    proceed();
  }

  /// Closes the connection if it is idle; else after its next response, see [#isLast()].
  @Override
  public void drain() {
    if (isIdle()) {
      close();
    }
  }

  private boolean isIdle() {
    return phase == Phase.READING && incoming == null && !reader.isInBody() && input.isEmpty();
  }

  @Override
  public long idleUntil() {
    return isIdle() && deadline.awaits(Awaited.REQUEST) ? deadline.end() : NOT_IDLE;
  }

  @Override
  public void interrupt() {
    if (current != null) {
      current.interrupt();
      output.abort();
    } else {
      output.disconnect();
    }
  }
}
