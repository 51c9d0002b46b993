package dev.lodestar.server.http2;

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
import org.jspecify.annotations.Nullable;

/// One stream: a request, its response, and how much of both may be on its way. Used on the event
/// loop only.
final class Http2Stream implements StreamSocket.Stream {
  private static final long NO_LENGTH = -1;

  private final Http2Connection connection;
  private final LoopContext loop;
  private final int id;
  private final Outgoing outgoing = new Outgoing();

  /// How much the client may send, and how much it takes.
  private int receiveWindow;

  private int sendWindow;

  /// Bytes that the application has not read, and so have not been given back to the client.
  private int held;

  /// Bytes that can be given back, once they are worth a frame.
  private int returnable;

  /// What is answered, once the request has come as far as it has to.
  private @Nullable Exchange exchange;

  /// Whether the thread of the exchange is at work.
  private boolean working;

  /// Whether it is about to begin, or is in its beginning.
  private boolean starting;

  /// The request, while its body is collected.
  private @Nullable Request request;

  /// The body, while it comes.
  private @Nullable RequestContent content;

  /// What the stream has become, if it has become a WebSocket.
  private @Nullable StreamSocket socket;

  private boolean headRequest;

  /// Whether the client has sent all of its request.
  private boolean remoteEnded;

  private boolean closed;

  /// Whether it counts as one without an end of its own.
  private boolean lasting;

  /// Whether this stream is in the queue of those that have something to send.
  private boolean queued;

  /// When the client last took something, or something was there to be taken.
  private long movedAt;

  Http2Stream(Http2Connection connection, int id, int receiveWindow, int sendWindow) {
    this.connection = connection;
    loop = connection.loop();
    this.id = id;
    this.receiveWindow = receiveWindow;
    this.sendWindow = sendWindow;
  }

  int id() {
    return id;
  }

  boolean isClosed() {
    return closed;
  }

  /// Tells whether the client has sent all of its request.
  boolean hasRemoteEnded() {
    return remoteEnded;
  }

  // What the client sends.

  /// Takes the head of the request.
  void open(StreamHead head, boolean ends) {
    remoteEnded = ends;
    headRequest = head.headRequest();
    var known = head.request();
    var refusal = head.refusal();
    if (refusal != null || known == null) {
      refuse(refusal == null ? Refusals.malformed("There is no request.") : refusal, known);
    } else if (loop.load().isTooMuch() || (head.socket() && !admitLasting())) {
      turnAway(known);
    } else if (head.socket()) {
      known.setAttribute(WebSocketSession.THREADS, loop.handlers());
      begin(Exchange.of(this, known, Framing.NONE));
    } else if (ends) {
      begin(Exchange.of(this, known, Framing.NONE));
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
    begin(Exchange.of(this, streamed, Framing.NONE));
  }

  /// A small body costs less whole, unless the client first wants to know whether to send it.
  private static boolean isReceivedWhole(StreamHead head, long mostInMemory) {
    return head.contentLength() >= 0
        && head.contentLength() <= Math.min(BodyStream.MOST_WHOLE, mostInMemory)
        && !head.continues();
  }

  /// Takes content of the request.
  void data(ByteBuf in, int index, int count, int flow, boolean end) {
    receiveWindow -= flow;
    if (receiveWindow < 0) {
      connection.giveBack(flow);
      connection.reset(this, ErrorCode.FLOW_CONTROL_ERROR);
      return;
    }
    var carried = socket;
    if (carried != null) {
      remoteEnded |= end;
      carried.data(in, index, count, flow);
      if (end) {
        carried.endOfInput();
      }
      return;
    }
    var coming = content;
    if (coming == null) {
      // The rest of what has been refused: only the connection gets its window back.
      connection.giveBack(flow);
      remoteEnded |= end;
      return;
    }
    try {
      if (!coming.take(in, index, count, end)) {
        connection.giveBack(flow);
        connection.reset(this, ErrorCode.PROTOCOL_ERROR);
        return;
      }
    } catch (HttpException refusal) {
      connection.giveBack(flow);
      remoteEnded |= end;
      refuseContent(refusal);
      return;
    }
    remoteEnded |= end;
    if (coming.stream() == null) {
      giveBack(flow);
    } else {
      held += count;
      giveBack(flow - count);
      receiveOn();
    }
    if (end) {
      endContent(coming);
    }
  }

  /// Takes the fields after the body, which say nothing to applications.
  void trailers(FieldBlock fields, boolean end) {
    if (remoteEnded) {
      connection.reset(this, ErrorCode.STREAM_CLOSED);
      return;
    }
    if (!end || fields.fault() != null || fields.hasPseudoFields()) {
      connection.reset(this, ErrorCode.PROTOCOL_ERROR);
      return;
    }
    remoteEnded = true;
    if (socket != null) {
      socket.endOfInput();
    }
    var coming = content;
    var refusal = fields.refusal();
    if (coming == null) {
      return;
    }
    if (refusal != null) {
      refuseContent(refusal);
    } else if (coming.take(Unpooled.EMPTY_BUFFER, 0, 0, true)) {
      endContent(coming);
    } else {
      connection.reset(this, ErrorCode.PROTOCOL_ERROR);
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
      begin(begun);
    }
  }

  /// Answers for the application if it has not been called, else tells it.
  private void refuseContent(HttpException refusal) {
    var coming = content;
    content = null;
    if (coming != null) {
      coming.refuse(refusal);
    }
    if (exchange == null) {
      refuse(refusal, request);
    }
  }

  private void refuse(HttpException refusal, @Nullable Request refused) {
    request = null;
    if (refusal == loop.load().refusal()) {
      turnAway(refused);
    } else {
      begin(Exchange.refusal(this, refusal, refused, headRequest, Framing.NONE));
    }
  }

  /// Answers without a thread, and without asking the application.
  private void turnAway(@Nullable Request refused) {
    if (refused != null) {
      loop.application().turnedAway(refused, loop.load().response());
    }
    respond(loop.load().response(), headRequest);
  }

  // Flow control.

  @Override
  public void receiveOn() {
    var coming = content;
    var stream = coming == null ? null : coming.stream();
    if (closed || stream == null) {
      returnHeld();
      return;
    }
    var waiting = stream.available();
    var read = held - waiting;
    if (read > 0) {
      held = waiting;
      giveBack(read);
    }
    var mark = Math.max(0, held - connection.options().streamWindow() / 2);
    if (held > 0 && stream.callsAt(mark)) {
      receiveOn();
    }
  }

  private void returnHeld() {
    connection.giveBack(held + (socket == null ? 0 : socket.takeHeld()));
    held = 0;
  }

  @Override
  public void giveBack(int count) {
    connection.giveBack(count);
    returnable += count;
    if (!remoteEnded && !closed && returnable >= connection.options().streamWindow() / 2) {
      receiveWindow += returnable;
      connection.output().windowUpdate(id, returnable);
      returnable = 0;
      connection.flushSoon();
    }
  }

  /// Takes note that the client takes more, or less.
  ///
  /// @return whether that is possible
  boolean grow(int increment) {
    var grown = (long) sendWindow + increment;
    if (grown > Integer.MAX_VALUE) {
      return false;
    }
    sendWindow = (int) grown;
    enqueue();
    return true;
  }

  /// Tells whether a frame can be written.
  boolean canWrite() {
    if (closed) {
      return false;
    }
    return outgoing.hasContent()
        ? sendWindow > 0 && connection.sendWindow() > 0
        : outgoing.isEnded();
  }

  void enqueue() {
    if (!queued && canWrite()) {
      queued = true;
      connection.enqueue(this);
    }
  }

  /// Writes one frame.
  void write() {
    queued = false;
    if (!canWrite()) {
      return;
    }
    var most = Math.min(Math.min(sendWindow, connection.sendWindow()), FrameType.MAX_SIZE);
    var count = outgoing.write(connection.output(), id, most);
    sendWindow -= count;
    connection.sent(count, count == most);
    movedAt = loop.now();
    if (outgoing.isEnded() && !outgoing.hasContent()) {
      finish();
    } else {
      enqueue();
    }
  }

  // The response.

  private void begin(Exchange begun) {
    exchange = begun;
    working = true;
    starting = begun.start(loop.threads());
    if (starting) {
      connection.starting();
    }
  }

  private void started() {
    if (starting) {
      starting = false;
      connection.started();
    }
  }

  @Override
  public void delayed(Exchange begun) {
    started();
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
    connection.fail(failure);
  }

  @Override
  public boolean sendsFiles() {
    return false;
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
      connection.flushSoon();
    } else {
      leave(completed);
    }
    started();
  }

  private void respond(RenderedResponse response, boolean head) {
    var body =
        response.body() instanceof ResponseBody.Bytes bytes
                && bytes.length() > 0
                && Exchange.sendsBody(response, head)
            ? bytes
            : null;
    var length = head ? response.contentLength() : body == null ? 0 : body.length();
    var announced = response.status().allowsContent() ? length : NO_LENGTH;
    connection.writeHead(id, response, announced, body == null);
    if (body == null) {
      finish();
    } else {
      outgoing.whole(body);
      movedAt = loop.now();
      enqueue();
      connection.pump();
    }
  }

  @Override
  public void become(StreamSocket carried, RenderedResponse head) {
    connection.writeHead(id, head, NO_LENGTH, false);
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
    enqueue();
  }

  @Override
  public void flushSocket() {
    connection.pump();
    connection.flushSoon();
  }

  @Override
  public void endSocket() {
    outgoing.end();
    enqueue();
    flushSocket();
  }

  @Override
  public void cancelSocket() {
    if (!closed) {
      connection.end(this, ErrorCode.CANCEL);
      connection.flushSoon();
    }
  }

  @Override
  public void continueBody() {
    var coming = content;
    if (coming != null && coming.owesContinue() && !closed) {
      coming.setContinued();
      connection.writeContinue(id);
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
      connection.end(this, ErrorCode.ENHANCE_YOUR_CALM);
      connection.flushSoon();
      return;
    }
    // Whoever writes the response may be about to read the body, and a 100 cannot follow a 200.
    continueBody();
    streamed.stream(out, StreamWatch.of(response.body(), framing, loop.now()));
    var length = framing == Framing.LENGTH ? response.body().contentLength() : NO_LENGTH;
    connection.writeHead(id, response, length, false);
    connection.flushSoon();
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
    connection.pump();
    connection.flushSoon();
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
    enqueue();
    connection.pump();
    connection.flushSoon();
  }

  @Override
  public void abort(Exchange aborted) {
    if (aborted != exchange) {
      leave(aborted);
      return;
    }
    working = false;
    connection.end(this, ErrorCode.INTERNAL_ERROR);
    connection.flushSoon();
  }

  /// Takes note that a thread has done its work for a stream that is no more.
  private void leave(Exchange orphan) {
    orphan.drop();
    if (working) {
      working = false;
      connection.orphanEnded();
    }
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

  private void finish() {
    endLasting();
    var done = exchange;
    exchange = null;
    if (done != null) {
      done.letGo();
    }
    var receipt = done == null ? null : done.receipt();
    if (receipt != null) {
      connection.output().confirm(sent -> receipt.settle(sent ? Delivery.SENT : Delivery.ABORTED));
    }
    if (content != null) {
      content.drop();
      content = null;
    }
    returnHeld();
    closed = true;
    if (!remoteEnded) {
      // RFC 9113, section 8.1: the response is complete, and the rest of the request not needed.
      connection.output().reset(id, ErrorCode.NO_ERROR);
    }
    connection.closed(this, !remoteEnded);
  }

  /// Leaves everything as it is, since the client or the connection has gone.
  void abandon(String reason) {
    endLasting();
    closed = true;
    if (socket != null) {
      socket.disconnected();
    }
    if (content != null) {
      content.disconnect(reason);
      content = null;
    }
    returnHeld();
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
    return outgoing.hasContent();
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
    var coming = content;
    if (coming != null && coming.isTooSlow(now, loop.bodyTimeout())) {
      refuseContent(Refusals.bodyTooSlow());
      connection.flushSoon();
      return;
    }
    if (socket != null) {
      socket.tick(now);
    }
    if (outgoing.hasContent()) {
      if (queued) {
        // It waits for the socket, which all streams share, and which is looked at as a whole.
        movedAt = now;
      } else if (now - movedAt > loop.writeTimeout()) {
        connection.reset(this, ErrorCode.CANCEL);
      }
      return;
    }
    var watch = exchange == null ? null : exchange.watch();
    var beat = watch == null || outgoing.isEnded() ? null : watch.dueBeat(now);
    if (beat != null
        && beat.length <= Math.min(sendWindow, connection.sendWindow())
        && connection.output().isIdle()) {
      sendWindow -= beat.length;
      connection.output().data(id, beat, 0, beat.length, false);
      connection.sent(beat.length, false);
      connection.flushSoon();
    }
  }
}
