package dev.lodestar.server.exchange;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import org.jspecify.annotations.Nullable;

/// One of many streams of a connection, of HTTP/2 or HTTP/3: a request, its body on its way in, and
/// what is answered, whatever the frames are like. How content gets onto the wire is the
/// protocol's. Used on the event loop only.
public abstract class MultiplexedStream implements StreamSocket.Stream {
  /// Stands for a length that is not known.
  protected static final long NO_LENGTH = -1;

  /// Why the server ends a stream before its response has come to its end.
  protected enum Cut {
    /// The WebSocket that it was is closed.
    SOCKET_CLOSED,
    /// There are too many streams without an end of their own.
    TOO_MANY,
    /// The response could not be completed.
    FAILED
  }

  private final MultiplexedConnection connection;
  private final LoopContext loop;

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

  /// Whether the body that was on its way has been dropped, and the request is to be turned away.
  private boolean relieved;

  private boolean remoteEnded;
  private boolean closed;

  /// Creates a stream of which nothing has come.
  protected MultiplexedStream(MultiplexedConnection connection) {
    this.connection = connection;
    this.loop = connection.loop();
  }

  // What the protocol does.

  /// Writes a whole response.
  ///
  /// @param length what is announced, or [#NO_LENGTH]
  /// @param body `null` if nothing follows the head
  protected abstract void send(
      RenderedResponse response, long length, ResponseBody.@Nullable Bytes body);

  /// Writes and sends the head of a response whose content follows.
  ///
  /// @param length what is announced, or [#NO_LENGTH]
  protected abstract void sendHead(RenderedResponse response, long length);

  /// Writes content, behind all that was written before. The array belongs to this from now on.
  ///
  /// @param confirmation who is told when it has been sent, or cannot be
  protected abstract void write(Confirmation confirmation, byte[] bytes, int offset, int length);

  /// Tells the client to send the body.
  protected abstract void sendContinue();

  /// Ends the stream before its response has come to its end, unless it is closed.
  protected abstract void cut(Cut why);

  /// Lets the thread of an exchange begin.
  protected void start(Exchange begun) {
    begun.start(loop.threads());
  }

  // What there is.

  /// The body of the request while it comes; `null` if none is expected or wanted.
  protected final @Nullable RequestContent content() {
    return content;
  }

  /// What the stream has become; `null` if it is no WebSocket.
  protected final @Nullable StreamSocket socket() {
    return socket;
  }

  /// Tells whether it is this that the stream answers.
  protected final boolean isAnswering(Exchange asked) {
    return asked == exchange;
  }

  /// Tells whether the thread that answers is at work.
  protected final boolean isWorking() {
    return working;
  }

  /// Tells whether the client has sent all of its request.
  public final boolean hasRemoteEnded() {
    return remoteEnded;
  }

  /// Takes note that the client has sent all of its request.
  protected final void endRemote() {
    remoteEnded = true;
  }

  /// Tells whether nothing can be sent any more.
  public final boolean isClosed() {
    return closed;
  }

  /// Takes note that nothing can be sent any more.
  protected final void close() {
    closed = true;
  }

  @Override
  public final Connection connection() {
    return connection.connection();
  }

  @Override
  public final LoopContext loop() {
    return loop;
  }

  @Override
  public final BodyMemory memory() {
    return connection.memory();
  }

  @Override
  public final void fail(Throwable failure) {
    connection.fail(failure);
  }

  @Override
  public final boolean sendsFiles() {
    return false;
  }

  // The request.

  /// Takes the head of the request.
  ///
  /// @param ends whether nothing follows
  protected final void open(StreamHead head, boolean ends) {
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

  /// Takes note that the body has come whole.
  protected final void endContent() {
    var known = request;
    var whole = content;
    if (known != null && whole != null) {
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
  protected final void refuseContent(HttpException refusal) {
    var coming = content;
    content = null;
    if (coming != null) {
      coming.refuse(refusal);
    }
    if (exchange == null && !isEnding()) {
      refuse(refusal, request);
    }
  }

  /// Answers a request that is not handed to the application.
  ///
  /// @param refused `null` if its head was not read
  protected final void refuse(HttpException refusal, @Nullable Request refused) {
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
  public final void continueBody() {
    var coming = content;
    if (coming != null && coming.owesContinue() && !closed) {
      coming.setContinued();
      sendContinue();
    }
  }

  /// Tells whether the server waits for bytes of the request.
  public final boolean wantsContent() {
    return (content != null && content.isWanted()) || (socket != null && socket.awaitsRest());
  }

  // The response.

  private void answer(Exchange begun) {
    exchange = begun;
    working = true;
    start(begun);
  }

  @Override
  public void complete(Exchange completed, RenderedResponse response) {
    if (completed != exchange) {
      leave(completed);
      return;
    }
    working = false;
    if (response.status().code() == 101) {
      StreamSocket.open(this, completed, response, remoteEnded);
    } else {
      respond(response, completed.head());
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
    send(response, response.status().allowsContent() ? length : NO_LENGTH, body);
  }

  @Override
  public final void become(StreamSocket carried, RenderedResponse head) {
    sendHead(head, NO_LENGTH);
    socket = carried;
  }

  @Override
  public final void writeSocket(byte[] bytes, int length, Confirmation confirmation) {
    write(confirmation, bytes, 0, length);
  }

  @Override
  public final void cancelSocket() {
    cut(Cut.SOCKET_CLOSED);
  }

  @Override
  public final void beginStream(
      Exchange streamed, RenderedResponse response, Framing framing, StreamOutput out) {
    if (streamed != exchange) {
      out.abandon();
      return;
    }
    if (framing == Framing.NONE && !admitLasting()) {
      streamed.stream(out, StreamWatch.of(response.body(), framing, loop.now()));
      cut(Cut.TOO_MANY);
      return;
    }
    // Whoever writes the response may be about to read the body, and a 100 cannot follow a 200.
    continueBody();
    streamed.stream(out, StreamWatch.of(response.body(), framing, loop.now()));
    sendHead(response, framing == Framing.LENGTH ? response.body().contentLength() : NO_LENGTH);
  }

  @Override
  public final void writeStream(
      Exchange streamed, StreamOutput out, byte[] bytes, int offset, int length, boolean boundary) {
    var watch = streamed.watch();
    if (streamed != exchange || watch == null) {
      out.abandon();
      return;
    }
    watch.sent(boundary, loop.now());
    write(Confirmation.to(out, length), bytes, offset, length);
    flushSocket();
  }

  @Override
  public final void reachBoundary(Exchange streamed) {
    if (streamed == exchange && streamed.watch() != null) {
      streamed.watch().reachBoundary();
    }
  }

  @Override
  public final void endStream(Exchange streamed) {
    if (streamed == exchange) {
      working = false;
      endSocket();
    } else {
      leave(streamed);
    }
  }

  @Override
  public final void abort(Exchange aborted) {
    if (aborted == exchange) {
      working = false;
      cut(Cut.FAILED);
    } else {
      leave(aborted);
    }
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

  // The end.

  /// Lets go of what has been answered.
  ///
  /// @return what is owed for the response; `null` if nobody wants to know what became of it
  protected final @Nullable Receipt letGo() {
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
    return done == null ? null : done.receipt();
  }

  /// Leaves everything as it is, since the client or the connection has gone.
  ///
  /// @param reason what those are told who read the body
  public void abandon(String reason) {
    closed = true;
    endLasting();
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

  /// Interrupts the thread, when the server closes the connection under its hands.
  public final void interrupt() {
    if (socket != null) {
      socket.interrupt();
    } else if (exchange != null) {
      exchange.interrupt();
    }
  }

  /// Drops the body of the request if it is on its way and collected, or what has come of a
  /// message, since there is no memory left. Takes none: the next tick turns the request away.
  public final void relieve() {
    if (content != null && content.stream() == null) {
      content.drop();
      // What comes until then is dropped, too.
      content = null;
      relieved = true;
    } else if (socket != null) {
      socket.relieve();
    }
  }

  /// Looks for time-outs of what comes, and whether somebody still works at the answer.
  ///
  /// @return whether the request has been refused, or the stream been ended
  protected final boolean isTooSlow(long now) {
    if (exchange != null && exchange.isLost()) {
      abort(exchange);
      return true;
    }
    if (relieved) {
      relieved = false;
      try {
        refuseContent(loop.load().refusal());
      } catch (Throwable full) {
        fail(full);
      }
      return true;
    }
    if (content != null && content.isTooSlow(now, loop.bodyTimeout())) {
      refuseContent(Refusals.bodyTooSlow());
      return true;
    }
    if (socket != null) {
      socket.tick(now);
    }
    return false;
  }

  /// What is to be sent so that a silent stream is not taken for a dead one; `null` for nothing.
  protected final byte @Nullable [] dueBeat(long now) {
    var watch = exchange == null ? null : exchange.watch();
    return watch == null || isEnding() ? null : watch.dueBeat(now);
  }
}
