package dev.lodestar.http3;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.server.exchange.BodyMemory;
import dev.lodestar.server.exchange.BodyStream;
import dev.lodestar.server.exchange.Confirmation;
import dev.lodestar.server.exchange.Exchange;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.Framing;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.exchange.RequestContent;
import dev.lodestar.server.exchange.StreamHead;
import dev.lodestar.server.exchange.StreamOutput;
import dev.lodestar.server.exchange.StreamSocket;
import dev.lodestar.server.exchange.StreamWatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3UnknownFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3HeadersValidationException;
import io.netty.handler.codec.quic.QuicException;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One stream of a client: a request and its response. Used on the event loop only.
final class Http3Stream extends ChannelInboundHandlerAdapter implements StreamSocket.Stream {
  private static final long NO_LENGTH = -1;

  /// The most content of a frame, and of what is handed to QUIC at once.
  private static final int MOST_IN_FRAME = 1 << 14;

  private static final int MOST_AT_ONCE = 1 << 16;

  /// A type of frames that is there to be ignored (RFC 9114, section 7.2.8).
  private static final long IGNORED_FRAME = 0x40;

  private static final long FIRST_SIGN = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_SIGN = TimeUnit.SECONDS.toNanos(15);

  private final Http3Connection connection;
  private final LoopContext loop;
  private final QuicStreamChannel channel;
  private final StreamWire wire = new StreamWire(this);
  private final Outgoing outgoing = new Outgoing();
  private final long openedAt;

  /// The head of the request, until it is known whether something follows.
  private @Nullable Http3Headers waiting;

  private boolean headTaken;

  /// What is answered, once the request has come as far as it has to.
  private @Nullable Exchange exchange;

  /// Whether the thread of the exchange is at work.
  private boolean working;

  /// The request, while its body is collected.
  private @Nullable Request request;

  /// The body, while it comes.
  private @Nullable RequestContent content;

  /// What the stream has become, if it has become a WebSocket.
  private @Nullable StreamSocket socket;

  private boolean headRequest;

  /// Whether it counts as one without an end of its own.
  private boolean lasting;

  /// Whether the client has sent all of its request.
  private boolean remoteEnded;

  /// Whether the response has come to its end, or will never do so.
  private boolean ending;

  private boolean closed;

  /// How many frames of content wait in Netty for the window of the client.
  private int untaken;

  private boolean pumping;

  /// When the client last took something, or something was there to be taken.
  private long movedAt;

  /// When the client is asked for a sign of life, and after which time again.
  private long signAt;

  private long signAfter = FIRST_SIGN;

  /// Whether the stream looked as if QUIC had forgotten it when it was looked at last.
  private boolean forgotten;

  Http3Stream(Http3Connection connection, QuicStreamChannel channel) {
    this.connection = connection;
    this.channel = channel;
    loop = connection.loop();
    openedAt = loop.now();
    movedAt = openedAt;
    signAt = openedAt + signAfter;
  }

  StreamWire wire() {
    return wire;
  }

  // What the client sends.

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      if (!closed) {
        connection.guarded(() -> read(frame));
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void read(Object frame) {
    switch (frame) {
      case Http3HeadersFrame head -> {
        if (!headTaken) {
          headTaken = true;
          waiting = head.headers();
        } else {
          begin(false);
          if (socket != null) {
            // RFC 9114, section 4.4
            unexpectedFrame();
            return;
          }
          trailers(head.headers());
        }
      }
      case Http3DataFrame data -> {
        begin(false);
        data(data.content());
      }
      default -> {
        // a frame that is there to be ignored, and has been counted
      }
    }
  }

  /// Takes note of a frame that serves no request.
  void uselessFrame() {
    connection.guarded(() -> connection.guard().control(1));
  }

  /// Takes note of a head that has the field `content-length` twice. The codec makes one of two
  /// that are equal; over HTTP/2 they are refused.
  void lengthTwice() {
    connection.guarded(this::malformed);
  }

  /// Takes note of more, or less, of heads that have not come to their end.
  void unfinishedHead(long change) {
    connection.guarded(() -> connection.unfinishedHead(change));
  }

  /// Takes note of a frame that clients must not send.
  void unexpectedFrame() {
    connection.end(ErrorCode.FRAME_UNEXPECTED, "Clients do not send frames of this type.");
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.guarded(() -> begin(channel.isInputShutdown()));
    context.fireChannelReadComplete();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      connection.guarded(this::inputEnded);
    }
  }

  private void inputEnded() {
    if (remoteEnded) {
      return;
    }
    var before = closed || ending;
    remoteEnded = true;
    if (before) {
      closeIfDone();
      return;
    }
    if (wire.isInFrame()) {
      connection.end(ErrorCode.FRAME_ERROR, "A stream ended within a frame.");
      return;
    }
    if (!headTaken) {
      reset(ErrorCode.REQUEST_INCOMPLETE);
      return;
    }
    begin(true);
    if (socket != null) {
      socket.endOfInput();
    }
    var coming = content;
    if (coming == null) {
      return;
    }
    if (coming.take(Unpooled.EMPTY_BUFFER, 0, 0, true)) {
      endContent(coming);
    } else {
      reset(ErrorCode.MESSAGE_ERROR);
    }
  }

  /// Takes the head, now that it is known whether something follows.
  private void begin(boolean ends) {
    var fields = waiting;
    if (fields == null || closed) {
      return;
    }
    waiting = null;
    StreamHead head;
    try {
      head =
          StreamHead.of(
              checked(fields),
              connection.connection(),
              ends,
              true,
              loop.options().maxRequestLineSize());
    } catch (StreamHead.MalformedException malformed) {
      reset(ErrorCode.MESSAGE_ERROR);
      return;
    }
    open(head, ends);
  }

  private FieldBlock checked(Http3Headers fields) {
    var block = connection.shared().fields().reset();
    for (var field : fields) {
      block.add(AsciiString.of(field.getKey()), AsciiString.of(field.getValue()));
    }
    return block;
  }

  private void open(StreamHead head, boolean ends) {
    headRequest = head.headRequest();
    var known = head.request();
    var refusal = head.refusal();
    if (refusal != null || known == null) {
      refuse(refusal == null ? Refusals.malformed("There is no request.") : refusal, known);
    } else if (loop.load().isTooMuch() || (head.socket() && !admitLasting())) {
      turnAway(known);
    } else if (head.socket()) {
      known.setAttribute(WebSocketSession.THREADS, loop.handlers());
      answer(Exchange.of(this, known, Framing.NONE));
    } else if (ends) {
      answer(Exchange.of(this, known, Framing.NONE));
    } else {
      try {
        plan(head, known);
      } catch (HttpException tooLarge) {
        refuse(tooLarge, known);
      }
    }
  }

  private void plan(StreamHead head, Request known) {
    var options = loop.options();
    var plan = loop.application().bodyPlan(known, loop.bodyPlan());
    var mostInMemory = Math.min(plan.limit(), options.maxBodySize());
    if (!plan.streamed() || isReceivedWhole(head, mostInMemory)) {
      content =
          new RequestContent(
              this, head, Math.min(plan.limit(), HttpApplication.MOST_BODY_SIZE), null);
      request = known;
      continueBody();
      return;
    }
    var stream = new BodyStream(this, head.continues());
    content = new RequestContent(this, head, plan.limit(), stream);
    var length =
        head.contentLength() == StreamHead.UNKNOWN
            ? RequestBody.UNKNOWN_LENGTH
            : head.contentLength();
    var streamed = known.withBody(RequestBody.streamed(stream, length, mostInMemory));
    answer(Exchange.of(this, streamed, Framing.NONE));
  }

  /// A small body costs less whole, unless the client first wants to know whether to send it.
  private static boolean isReceivedWhole(StreamHead head, long mostInMemory) {
    return head.contentLength() >= 0
        && head.contentLength() <= Math.min(BodyStream.MOST_WHOLE, mostInMemory)
        && !head.continues();
  }

  private void data(ByteBuf in) {
    var count = in.readableBytes();
    if (count > 0) {
      connection.receivedContent(count);
    }
    var carried = socket;
    if (carried != null) {
      carried.data(in, in.readerIndex(), count, count);
      holdIf(carried.isHolding());
      return;
    }
    var coming = content;
    if (coming == null) {
      // the rest of what has been refused
      return;
    }
    try {
      if (!coming.take(in, in.readerIndex(), count, false)) {
        reset(ErrorCode.MESSAGE_ERROR);
        return;
      }
    } catch (HttpException refusal) {
      refuseContent(refusal);
      return;
    }
    holdIf(coming.stream() != null && coming.stream().isFull());
  }

  private void holdIf(boolean full) {
    if (full) {
      channel.config().setAutoRead(false);
    }
  }

  /// Takes the fields after the body, which say nothing to applications.
  private void trailers(Http3Headers fields) {
    if (closed) {
      return;
    }
    var block = checked(fields);
    if (block.fault() != null || block.hasPseudoFields()) {
      reset(ErrorCode.MESSAGE_ERROR);
    } else if (block.refusal() != null) {
      refuseContent(block.refusal());
    }
  }

  private void endContent(RequestContent whole) {
    var known = request;
    if (known != null) {
      content = null;
      request = null;
      var body = whole.collected();
      var complete = known.withBody(RequestBody.of(body.content()));
      var begun = Exchange.of(this, complete, Framing.NONE);
      begun.keeps(body);
      answer(begun);
    }
  }

  /// Answers for the application if it has not been called, else tells it.
  private void refuseContent(HttpException refusal) {
    var coming = content;
    content = null;
    if (coming != null) {
      coming.refuse(refusal);
    }
    if (exchange == null && !ending) {
      refuse(refusal, request);
    }
  }

  private void refuse(HttpException refusal, @Nullable Request refused) {
    request = null;
    if (refusal == loop.load().refusal()) {
      turnAway(refused);
    } else {
      answer(Exchange.refusal(this, refusal, refused, headRequest, Framing.NONE));
    }
  }

  /// Answers without a thread, and without asking the application.
  private void turnAway(@Nullable Request refused) {
    if (refused != null) {
      loop.application().turnedAway(refused, loop.load().response());
    }
    respond(loop.load().response(), headRequest);
  }

  @Override
  public void receiveOn() {
    var coming = content;
    var stream = coming == null ? null : coming.stream();
    if (!channel.config().isAutoRead() && (stream == null || !stream.isFull())) {
      channel.config().setAutoRead(true);
    }
  }

  // The response.

  private void answer(Exchange begun) {
    exchange = begun;
    working = true;
    begun.start(loop.threads());
  }

  @Override
  public LoopContext loop() {
    return loop;
  }

  @Override
  public BodyMemory memory() {
    return connection.memory();
  }

  @Override
  public void fail(Throwable failure) {
    connection.failed(failure);
  }

  @Override
  public boolean sendsFiles() {
    return false;
  }

  @Override
  public void delayed(Exchange begun) {
    if (begun == exchange && !ending && !closed) {
      // QUIC says how much it takes of a stream only when something is written, and what it says
      // tells later whether the client still wants the response.
      writeSign();
    }
  }

  @Override
  public void complete(Exchange completed, RenderedResponse response) {
    if (completed == exchange) {
      working = false;
      if (response.status().code() == 101) {
        StreamSocket.open(this, completed, response, remoteEnded);
      } else {
        respond(response, completed.head());
      }
    } else {
      leave(completed);
    }
  }

  private void respond(RenderedResponse response, boolean head) {
    var body =
        response.body() instanceof ResponseBody.Bytes bytes
                && bytes.length() > 0
                && Exchange.sendsBody(response, head)
            ? bytes
            : null;
    var length = head ? response.contentLength() : body == null ? 0 : body.length();
    writeHead(response, response.status().allowsContent() ? length : NO_LENGTH);
    if (body == null) {
      outgoing.end();
    } else {
      outgoing.whole(body);
    }
    pump();
  }

  private void writeHead(RenderedResponse response, long length) {
    movedAt = loop.now();
    write(channel.write(ResponseHead.of(response, length, connection.shared().date())));
  }

  /// Listens to what becomes of something that was written.
  private void write(ChannelFuture written) {
    written.addListener(_ -> {
      if (!written.isSuccess()) {
        notTaken(written.cause());
      }
    });
  }

  /// The client does not want the response any more, or has gone.
  private void notTaken(@Nullable Throwable failure) {
    if (failure instanceof ChannelOutputShutdownException || failure instanceof QuicException) {
      connection.guarded(this::givenUp);
    }
  }

  @Override
  public void become(StreamSocket carried, RenderedResponse head) {
    writeHead(head, NO_LENGTH);
    channel.flush();
    socket = carried;
  }

  @Override
  public boolean isEnding() {
    return closed || outgoing.isEnded();
  }

  @Override
  public void writeSocket(byte[] bytes, int length, Confirmation confirmation) {
    add(confirmation, bytes, 0, length);
  }

  private void add(Confirmation confirmation, byte[] bytes, int offset, int length) {
    if (!outgoing.hasContent()) {
      movedAt = loop.now();
    }
    outgoing.add(confirmation, bytes, offset, length);
  }

  @Override
  public void flushSocket() {
    pump();
  }

  @Override
  public void giveBack(int count) {
    channel.config().setAutoRead(true);
  }

  @Override
  public void endSocket() {
    outgoing.end();
    pump();
  }

  @Override
  public void cancelSocket() {
    cut(ErrorCode.REQUEST_CANCELLED, "The WebSocket has been closed.");
  }

  @Override
  public void continueBody() {
    var coming = content;
    if (coming != null && coming.owesContinue() && !closed) {
      coming.setContinued();
      write(channel.writeAndFlush(ResponseHead.proceed()));
    }
  }

  @Override
  public void beginStream(
      Exchange streamed, RenderedResponse response, Framing framing, StreamOutput out) {
    if (streamed != exchange) {
      out.abandon();
      return;
    }
    if (framing == Framing.NONE && !admitLasting()) {
      streamed.stream(out, StreamWatch.of(response.body(), framing, loop.now()));
      cut(ErrorCode.EXCESSIVE_LOAD, "The server has too many streams.");
      return;
    }
    // Whoever writes the response may be about to read the body, and a 100 cannot follow a 200.
    continueBody();
    streamed.stream(out, StreamWatch.of(response.body(), framing, loop.now()));
    writeHead(response, framing == Framing.LENGTH ? response.body().contentLength() : NO_LENGTH);
    channel.flush();
  }

  @Override
  public void writeStream(
      Exchange streamed, StreamOutput out, byte[] bytes, int offset, int length, boolean boundary) {
    var watch = streamed.watch();
    if (streamed != exchange || watch == null) {
      out.abandon();
      return;
    }
    watch.sent(boundary, loop.now());
    add(Confirmation.to(out, length), bytes, offset, length);
    pump();
  }

  @Override
  public void reachBoundary(Exchange streamed) {
    if (streamed == exchange && streamed.watch() != null) {
      streamed.watch().reachBoundary();
    }
  }

  @Override
  public void endStream(Exchange streamed) {
    if (streamed != exchange) {
      leave(streamed);
      return;
    }
    working = false;
    outgoing.end();
    pump();
  }

  @Override
  public void abort(Exchange aborted) {
    if (aborted != exchange) {
      leave(aborted);
      return;
    }
    working = false;
    cut(ErrorCode.INTERNAL_ERROR, "The server has ended the stream.");
  }

  /// Takes note that a thread has done its work for a stream that is no more.
  private void leave(Exchange orphan) {
    orphan.drop();
    if (working) {
      working = false;
      connection.orphanEnded();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      pump();
    }
  }

  /// Hands content to QUIC, as far as it takes it.
  private void pump() {
    if (pumping || closed || ending) {
      return;
    }
    pumping = true;
    try {
      var more = true;
      while (more && !closed) {
        more = pumpOnce();
        channel.flush();
      }
    } finally {
      pumping = false;
    }
  }

  /// @return whether there may be more to hand over
  private boolean pumpOnce() {
    var room = MOST_AT_ONCE;
    while (room > 0 && outgoing.hasContent() && channel.isWritable()) {
      room -= writeFrame(Math.min(room, MOST_IN_FRAME));
    }
    if (outgoing.hasContent()) {
      return room <= 0 && channel.isWritable();
    }
    if (outgoing.isEnded()) {
      finish();
    }
    return false;
  }

  private int writeFrame(int most) {
    var part = outgoing.take(most);
    var data = channel.alloc().directBuffer(part.length());
    data.writeBytes(part.bytes(), part.offset(), part.length());
    var confirmation = part.confirmation();
    untaken++;
    channel
        .write(new DefaultHttp3DataFrame(data))
        .addListener(written -> {
          untaken--;
          if (written.isSuccess()) {
            moved(part.length());
          }
          if (confirmation != null) {
            confirmation.done(written.isSuccess());
          }
          if (!written.isSuccess()) {
            notTaken(written.cause());
          }
        });
    return part.length();
  }

  private void moved(int count) {
    movedAt = loop.now();
    connection.sentContent(count);
    signAfter = FIRST_SIGN;
    signAt = movedAt + signAfter;
  }

  private boolean admitLasting() {
    lasting = connection.lasting().admit();
    return lasting;
  }

  private void endLasting() {
    if (lasting) {
      lasting = false;
      connection.lasting().end();
    }
  }

  /// Ends the response.
  private void finish() {
    ending = true;
    endLasting();
    var done = exchange;
    exchange = null;
    if (done != null) {
      done.letGo();
    }
    if (content != null) {
      content.drop();
      content = null;
    }
    var receipt = done == null ? null : done.receipt();
    wire.end()
        .addListener(ended -> {
          if (receipt != null) {
            receipt.settle(ended.isSuccess() ? Delivery.SENT : Delivery.ABORTED);
          }
          finished();
        });
  }

  private void finished() {
    if (closed) {
      return;
    }
    closed = true;
    if (!remoteEnded) {
      // RFC 9114, section 4.1: the response is complete, and the rest of the request not needed.
      channel.config().setAutoRead(true);
      var _ = channel.shutdownInput(ErrorCode.NO_ERROR);
    }
    connection.closed(this);
  }

  // The end.

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    switch (failure) {
      case Http3Exception told -> connection.guarded(this::malformed);
      case Http3HeadersValidationException told -> connection.guarded(this::malformed);
      case IllegalArgumentException told -> connection.guarded(this::malformed);
      case DecoderException malformed -> undecodable();
      case AssertionError malformed -> undecodable();
      case QuicException reset -> connection.guarded(this::wasReset);
      case IOException reset -> connection.guarded(this::wasReset);
      default -> connection.failed(failure);
    }
  }

  /// Netty says that the request is malformed, and ends the stream or connection next.
  private void malformed() {
    if (!closed) {
      reset(ErrorCode.MESSAGE_ERROR);
    }
  }

  /// The codec was given the whole frame, so it is what is in a head. It asserts, where assertions
  /// are on, that numbers in it have an end.
  private void undecodable() {
    connection.end(ErrorCode.DECOMPRESSION_FAILED, "A head cannot be decoded.");
  }

  /// The client has broken the request off, or takes note that the rest of it is not needed.
  private void wasReset() {
    remoteEnded = true;
    connection.leftBehind();
    givenUp();
    var _ = channel.close();
  }

  private void givenUp() {
    if (closed) {
      return;
    }
    cut(ErrorCode.REQUEST_CANCELLED, "The client gave the request up before the end of the body.");
    connection.guard().reset();
  }

  /// Ends the stream because of what the client has done.
  private void reset(int code) {
    cut(code, "The server has ended the stream.");
    connection.guard().reset();
  }

  /// Ends the stream before its response has come to its end.
  private void cut(int code, String reason) {
    if (closed) {
      return;
    }
    wire.drop();
    var _ = channel.shutdown(code);
    abandon(reason);
    channel.config().setAutoRead(true);
    connection.closed(this);
    closeIfDone();
  }

  /// Forgets the channel when both sides have ended.
  private void closeIfDone() {
    if (closed && remoteEnded) {
      var _ = channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!closed) {
      abandon("The client closed the connection before the end of the body.");
      connection.closed(this);
    }
    context.fireChannelInactive();
  }

  /// Leaves everything as it is, since the client or the connection has gone.
  void abandon(String reason) {
    if (closed) {
      return;
    }
    closed = true;
    waiting = null;
    endLasting();
    outgoing.abandon();
    if (socket != null) {
      socket.disconnected();
    }
    if (content != null) {
      content.disconnect(reason);
      content = null;
    }
    var given = exchange;
    exchange = null;
    if (given == null) {
      return;
    }
    if (working) {
      connection.orphaned();
      given.orphan();
    } else {
      given.drop();
    }
  }

  /// Tells whether the server waits for bytes of the request.
  boolean wantsContent() {
    return (content != null && content.isWanted()) || (socket != null && socket.awaitsRest());
  }

  /// Tells whether content waits for the client.
  boolean hasContent() {
    return !closed && (outgoing.hasContent() || ending || untaken > 0);
  }

  /// Interrupts the thread, when the server closes the connection under its hands.
  void interrupt() {
    if (socket != null) {
      socket.interrupt();
    } else if (exchange != null) {
      exchange.interrupt();
    }
  }

  /// Looks for time-outs.
  void tick(long now) {
    if (closed) {
      return;
    }
    if (!headTaken) {
      if (now - openedAt > loop.headerTimeout()) {
        headTaken = true;
        refuse(Refusals.headTooSlow(), null);
      }
      return;
    }
    if (isGivenUp()) {
      givenUp();
      return;
    }
    var coming = content;
    if (coming != null && coming.isTooSlow(now, loop.bodyTimeout())) {
      refuseContent(Refusals.bodyTooSlow());
      return;
    }
    if (socket != null) {
      socket.tick(now);
    }
    if (hasContent()) {
      if (now - movedAt > loop.writeTimeout()) {
        reset(ErrorCode.REQUEST_CANCELLED);
      }
      return;
    }
    var watch = exchange == null ? null : exchange.watch();
    var beat = watch == null || outgoing.isEnded() ? null : watch.dueBeat(now);
    if (beat != null && channel.isWritable()) {
      write(channel.writeAndFlush(new DefaultHttp3DataFrame(Unpooled.copiedBuffer(beat))));
    } else if (working && now - signAt >= 0 && channel.isWritable()) {
      askForSign(now);
    }
  }

  /// Sends a frame that means nothing. What becomes of it shows whether the client still wants its
  /// response, and what comes back shows both sides that the other is there.
  private void askForSign(long now) {
    signAfter = Math.min(2 * signAfter, LONGEST_SIGN);
    signAt = now + signAfter;
    writeSign();
  }

  private void writeSign() {
    write(
        channel.writeAndFlush(new DefaultHttp3UnknownFrame(IGNORED_FRAME, Unpooled.EMPTY_BUFFER)));
  }

  /// Tells whether the client does not want the response any more. When it has sent its request and
  /// says so, QUIC ends the stream and forgets it. Netty is not told then: it takes the stream for
  /// one whose window is closed, and waits for ever, but does not learn that its room is used up.
  private boolean isGivenUp() {
    var before = forgotten;
    forgotten = !channel.isWritable() && channel.bytesBeforeUnwritable() > 0;
    return before && forgotten;
  }
}
