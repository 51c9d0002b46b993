package dev.lodestar.http3;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.Confirmation;
import dev.lodestar.server.exchange.Exchange;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.MultiplexedStream;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.exchange.StreamHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3UnknownFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.quic.QuicException;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.AsciiString;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One stream of a client, and what of its response QUIC has taken. Used on the event loop only.
final class Http3Stream extends MultiplexedStream {
  /// The most content of a frame, and of what is handed to QUIC at once.
  private static final int MOST_IN_FRAME = 1 << 14;

  private static final int MOST_AT_ONCE = 1 << 16;

  /// A type of frames that is there to be ignored (RFC 9114, section 7.2.8).
  private static final long IGNORED_FRAME = 0x40;

  private static final String ENDED = "The server has ended the stream.";
  private static final long FIRST_SIGN = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_SIGN = TimeUnit.SECONDS.toNanos(15);

  private final Http3Connection connection;
  private final QuicStreamChannel channel;
  private final StreamWire wire = new StreamWire(this);
  private final Outgoing outgoing = new Outgoing();
  private final long openedAt;

  /// The head of the request, until it is known whether something follows.
  private @Nullable Http3Headers waiting;

  private boolean headTaken;

  /// Whether the response has come to its end, or will never do so.
  private boolean ending;

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
    super(connection);
    this.connection = connection;
    this.channel = channel;
    openedAt = loop().now();
    movedAt = openedAt;
    signAt = openedAt + signAfter;
  }

  /// Puts everything into the channel that serves it.
  void join() {
    var pipeline = channel.pipeline();
    // Behind the codec, which comes first so far.
    pipeline.addAfter(pipeline.firstContext().name(), null, new LengthFields(this));
    pipeline.addFirst(wire);
    pipeline.addLast(new StreamEvents(connection, this));
  }

  // What the client sends.

  /// Takes the head of the request, or the fields after its body.
  void headers(Http3Headers fields) {
    if (!headTaken) {
      headTaken = true;
      waiting = fields;
      return;
    }
    begin(false);
    if (socket() != null) {
      // RFC 9114, section 4.4
      unexpectedFrame();
    } else {
      trailers(fields);
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

  /// Takes note that nothing more has come for now.
  void readComplete() {
    begin(channel.isInputShutdown());
  }

  /// Takes note that the client has sent all of its request.
  void inputEnded() {
    if (hasRemoteEnded()) {
      return;
    }
    var before = isClosed() || ending;
    endRemote();
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
    var carried = socket();
    if (carried != null) {
      carried.endOfInput();
    }
    var coming = content();
    if (coming == null) {
      return;
    }
    if (coming.take(Unpooled.EMPTY_BUFFER, 0, 0, true)) {
      endContent();
    } else {
      reset(ErrorCode.MESSAGE_ERROR);
    }
  }

  /// Takes the head, now that it is known whether something follows.
  private void begin(boolean ends) {
    var fields = waiting;
    if (fields == null || isClosed()) {
      return;
    }
    waiting = null;
    StreamHead head;
    try {
      head = StreamHead.of(checked(fields), connection.connection(), ends, true, loop().options());
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

  /// Takes content of the request.
  void data(ByteBuf in) {
    begin(false);
    var count = in.readableBytes();
    if (count > 0) {
      connection.receivedContent(count);
    }
    var carried = socket();
    if (carried != null) {
      carried.data(in, in.readerIndex(), count, count);
      holdIf(carried.isHolding());
      return;
    }
    var coming = content();
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
    if (isClosed()) {
      return;
    }
    var block = checked(fields);
    if (block.fault() != null || block.hasPseudoFields()) {
      reset(ErrorCode.MESSAGE_ERROR);
    } else if (block.refusal() != null) {
      refuseContent(block.refusal());
    }
  }

  @Override
  public void receiveOn() {
    var coming = content();
    var stream = coming == null ? null : coming.stream();
    if (!channel.config().isAutoRead() && (stream == null || !stream.isFull())) {
      channel.config().setAutoRead(true);
    }
  }

  // The response.

  @Override
  public void delayed(Exchange begun) {
    if (isAnswering(begun) && !ending && !isClosed()) {
      // QUIC says how much it takes of a stream only when something is written, and what it says
      // tells later whether the client still wants the response.
      writeSign();
    }
  }

  @Override
  protected void send(RenderedResponse response, long length, ResponseBody.@Nullable Bytes body) {
    writeHead(response, length);
    if (body == null) {
      outgoing.end();
    } else {
      outgoing.whole(body);
    }
    pump();
  }

  @Override
  protected void sendHead(RenderedResponse response, long length) {
    writeHead(response, length);
    channel.flush();
  }

  @Override
  protected void sendContinue() {
    write(channel.writeAndFlush(ResponseHead.proceed()));
  }

  private void writeHead(RenderedResponse response, long length) {
    movedAt = loop().now();
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
  public boolean isEnding() {
    return isClosed() || outgoing.isEnded();
  }

  @Override
  protected void write(Confirmation confirmation, byte[] bytes, int offset, int length) {
    if (!outgoing.hasContent()) {
      movedAt = loop().now();
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
  protected void cut(Cut why) {
    switch (why) {
      case SOCKET_CLOSED -> cut(ErrorCode.REQUEST_CANCELLED, "The WebSocket has been closed.");
      case TOO_MANY -> cut(ErrorCode.EXCESSIVE_LOAD, "The server has too many streams.");
      case FAILED -> cut(ErrorCode.INTERNAL_ERROR, ENDED);
    }
  }

  /// Takes note that QUIC takes more, or not.
  void writabilityChanged() {
    if (channel.isWritable()) {
      pump();
    }
  }

  /// Hands content to QUIC, as far as it takes it.
  private void pump() {
    if (pumping || isClosed() || ending) {
      return;
    }
    pumping = true;
    try {
      var more = true;
      while (more && !isClosed()) {
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
    movedAt = loop().now();
    connection.sentContent(count);
    signAfter = FIRST_SIGN;
    signAt = movedAt + signAfter;
  }

  /// Ends the response.
  private void finish() {
    ending = true;
    var receipt = letGo();
    wire.end()
        .addListener(ended -> {
          if (receipt != null) {
            receipt.settle(ended.isSuccess() ? Delivery.SENT : Delivery.ABORTED);
          }
          finished();
        });
  }

  private void finished() {
    if (isClosed()) {
      return;
    }
    close();
    if (!hasRemoteEnded()) {
      // RFC 9114, section 4.1: the response is complete, and the rest of the request not needed.
      channel.config().setAutoRead(true);
      var _ = channel.shutdownInput(ErrorCode.NO_ERROR);
    }
    connection.closed(this);
  }

  // The end.

  /// Netty says that the request is malformed, and ends the stream or connection next.
  void malformed() {
    if (!isClosed()) {
      reset(ErrorCode.MESSAGE_ERROR);
    }
  }

  /// The client has broken the request off, or takes note that the rest of it is not needed.
  void wasReset() {
    endRemote();
    connection.leftBehind();
    givenUp();
    var _ = channel.close();
  }

  private void givenUp() {
    if (isClosed()) {
      return;
    }
    cut(ErrorCode.REQUEST_CANCELLED, "The client gave the request up before the end of the body.");
    connection.guard().reset();
  }

  /// Ends the stream because of what the client has done.
  private void reset(int code) {
    cut(code, ENDED);
    connection.guard().reset();
  }

  /// Ends the stream before its response has come to its end.
  private void cut(int code, String reason) {
    if (isClosed()) {
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
    if (isClosed() && hasRemoteEnded()) {
      var _ = channel.close();
    }
  }

  /// Takes note that the stream, or the connection, is no more.
  void channelClosed() {
    if (!isClosed()) {
      abandon("The client closed the connection before the end of the body.");
      connection.closed(this);
    }
  }

  @Override
  public void abandon(String reason) {
    if (!isClosed()) {
      waiting = null;
      close();
      outgoing.abandon();
      super.abandon(reason);
    }
  }

  /// Tells whether content waits for the client.
  boolean hasContent() {
    return !isClosed() && (outgoing.hasContent() || ending || untaken > 0);
  }

  /// Looks for time-outs.
  void tick(long now) {
    if (isClosed()) {
      return;
    }
    if (!headTaken) {
      if (now - openedAt > loop().headerTimeout()) {
        headTaken = true;
        refuse(Refusals.headTooSlow(), null);
      }
      return;
    }
    if (isGivenUp()) {
      givenUp();
      return;
    }
    if (isTooSlow(now)) {
      return;
    }
    if (hasContent()) {
      if (now - movedAt > loop().writeTimeout()) {
        reset(ErrorCode.REQUEST_CANCELLED);
      }
      return;
    }
    var beat = dueBeat(now);
    if (beat != null && channel.isWritable()) {
      write(channel.writeAndFlush(new DefaultHttp3DataFrame(Unpooled.copiedBuffer(beat))));
    } else if (isWorking() && now - signAt >= 0 && channel.isWritable()) {
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
