package dev.lodestar.server.http2;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.Confirmation;
import dev.lodestar.server.exchange.Exchange;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.MultiplexedStream;
import dev.lodestar.server.exchange.RequestContent;
import dev.lodestar.server.exchange.StreamHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// One stream: how much of its request and its response may be on its way. Used on the event loop
/// only.
final class Http2Stream extends MultiplexedStream {
  private final Http2Connection connection;
  private final int id;
  private final Outgoing outgoing = new Outgoing();

  /// How much the client may send, and how much it takes.
  private int receiveWindow;

  private int sendWindow;

  /// Bytes that the application has not read, and so have not been given back to the client.
  private int held;

  /// Bytes that can be given back, once they are worth a frame.
  private int returnable;

  /// Whether it is about to begin, or is in its beginning.
  private boolean starting;

  /// Whether this stream is in the queue of those that have something to send.
  private boolean queued;

  /// When the client last took something, or something was there to be taken.
  private long movedAt;

  /// Its neighbours by age, while it is open; kept by [Streams].
  @Nullable Http2Stream older;

  @Nullable Http2Stream newer;

  Http2Stream(Http2Connection connection, int id, int receiveWindow, int sendWindow) {
    super(connection);
    this.connection = connection;
    this.id = id;
    this.receiveWindow = receiveWindow;
    this.sendWindow = sendWindow;
  }

  int id() {
    return id;
  }

  // What the client sends.

  /// Takes the head of the request.
  void begin(StreamHead head, boolean ends) {
    if (ends) {
      endRemote();
    }
    open(head, ends);
  }

  /// Takes content of the request.
  void data(ByteBuf in, int index, int count, int flow, boolean end) {
    receiveWindow -= flow;
    if (receiveWindow < 0) {
      connection.giveBack(flow);
      connection.reset(this, ErrorCode.FLOW_CONTROL_ERROR);
      return;
    }
    var coming = content();
    var carried = socket();
    try {
      if (carried == null && coming != null && !coming.take(in, index, count, end)) {
        connection.giveBack(flow);
        connection.reset(this, ErrorCode.PROTOCOL_ERROR);
        return;
      }
    } catch (HttpException refusal) {
      connection.giveBack(flow);
      endRemoteIf(end);
      refuseContent(refusal);
      return;
    }
    endRemoteIf(end);
    if (carried != null) {
      carried.data(in, index, count, flow);
      if (end) {
        carried.endOfInput();
      }
    } else if (coming == null) {
      // The rest of what has been refused: only the connection gets its window back.
      connection.giveBack(flow);
    } else {
      taken(coming, count, flow, end);
    }
  }

  private void taken(RequestContent coming, int count, int flow, boolean end) {
    if (coming.stream() == null) {
      giveBack(flow);
    } else {
      held += count;
      giveBack(flow - count);
      receiveOn();
    }
    if (end) {
      endContent();
    }
  }

  private void endRemoteIf(boolean end) {
    if (end) {
      endRemote();
    }
  }

  /// Takes the fields after the body, which say nothing to applications.
  void trailers(FieldBlock fields, boolean end) {
    if (hasRemoteEnded()) {
      connection.reset(this, ErrorCode.STREAM_CLOSED);
      return;
    }
    if (!end || fields.fault() != null || fields.hasPseudoFields()) {
      connection.reset(this, ErrorCode.PROTOCOL_ERROR);
      return;
    }
    endRemote();
    var carried = socket();
    if (carried != null) {
      carried.endOfInput();
    }
    var coming = content();
    var refusal = fields.refusal();
    if (coming == null) {
      return;
    }
    if (refusal != null) {
      refuseContent(refusal);
    } else if (coming.take(Unpooled.EMPTY_BUFFER, 0, 0, true)) {
      endContent();
    } else {
      connection.reset(this, ErrorCode.PROTOCOL_ERROR);
    }
  }

  // Flow control.

  @Override
  public void receiveOn() {
    var coming = content();
    var stream = coming == null ? null : coming.stream();
    if (isClosed() || stream == null) {
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
    var carried = socket();
    connection.giveBack(held + (carried == null ? 0 : carried.takeHeld()));
    held = 0;
  }

  @Override
  public void giveBack(int count) {
    connection.giveBack(count);
    returnable += count;
    if (!hasRemoteEnded() && !isClosed() && returnable >= connection.options().streamWindow() / 2) {
      receiveWindow += returnable;
      connection.output().windowUpdate(id, returnable);
      returnable = 0;
      connection.turns().flushSoon();
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
    if (isClosed()) {
      return false;
    }
    return outgoing.hasContent()
        ? sendWindow > 0 && connection.window().toSend() > 0
        : outgoing.isEnded();
  }

  void enqueue() {
    if (!queued && canWrite()) {
      queued = true;
      connection.turns().enqueue(this);
    }
  }

  /// Writes one frame.
  void write() {
    queued = false;
    if (!canWrite()) {
      return;
    }
    var most = Math.min(Math.min(sendWindow, connection.window().toSend()), FrameType.MAX_SIZE);
    var count = outgoing.write(connection.output(), id, most);
    sendWindow -= count;
    connection.sent(count, count == most);
    movedAt = loop().now();
    if (outgoing.isEnded() && !outgoing.hasContent()) {
      finish();
    } else {
      enqueue();
    }
  }

  // The response.

  @Override
  protected void start(Exchange begun) {
    starting = begun.start(loop().threads());
    if (starting) {
      connection.turns().starting();
    }
  }

  private void started() {
    if (starting) {
      starting = false;
      connection.turns().started();
    }
  }

  @Override
  public void delayed(Exchange begun) {
    started();
  }

  @Override
  public void complete(Exchange completed, RenderedResponse response) {
    var own = isAnswering(completed);
    super.complete(completed, response);
    if (own) {
      connection.turns().flushSoon();
    }
    started();
  }

  @Override
  protected void send(RenderedResponse response, long length, ResponseBody.@Nullable Bytes body) {
    connection.heads().write(id, response, length, body == null);
    if (body == null) {
      finish();
    } else {
      outgoing.whole(body);
      movedAt = loop().now();
      enqueue();
      connection.turns().pump();
    }
  }

  @Override
  protected void sendHead(RenderedResponse response, long length) {
    connection.heads().write(id, response, length, false);
    connection.turns().flushSoon();
  }

  @Override
  protected void sendContinue() {
    connection.heads().proceed(id);
    connection.turns().flushSoon();
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
    enqueue();
  }

  @Override
  public void flushSocket() {
    connection.turns().pump();
    connection.turns().flushSoon();
  }

  @Override
  public void endSocket() {
    outgoing.end();
    enqueue();
    flushSocket();
  }

  @Override
  protected void cut(Cut why) {
    if (!isClosed()) {
      connection.end(
          this,
          switch (why) {
            case SOCKET_CLOSED -> ErrorCode.CANCEL;
            case TOO_MANY -> ErrorCode.ENHANCE_YOUR_CALM;
            case FAILED -> ErrorCode.INTERNAL_ERROR;
          });
      connection.turns().flushSoon();
    }
  }

  private void finish() {
    var receipt = letGo();
    if (receipt != null) {
      connection.output().confirm(sent -> receipt.settle(sent ? Delivery.SENT : Delivery.ABORTED));
    }
    returnHeld();
    close();
    if (!hasRemoteEnded()) {
      // RFC 9113, section 8.1: the response is complete, and the rest of the request not needed.
      connection.output().reset(id, ErrorCode.NO_ERROR);
    }
    connection.closed(this, !hasRemoteEnded());
  }

  @Override
  public void abandon(String reason) {
    super.abandon(reason);
    returnHeld();
  }

  /// Tells whether content waits for the client.
  boolean hasContent() {
    return outgoing.hasContent();
  }

  /// Looks for time-outs.
  void tick(long now) {
    if (isTooSlow(now)) {
      connection.turns().flushSoon();
      return;
    }
    if (outgoing.hasContent()) {
      if (queued) {
        // It waits for the socket, which all streams share, and which is looked at as a whole.
        movedAt = now;
      } else if (now - movedAt > loop().writeTimeout()) {
        connection.reset(this, ErrorCode.CANCEL);
      }
      return;
    }
    var beat = dueBeat(now);
    if (beat != null
        && beat.length <= Math.min(sendWindow, connection.window().toSend())
        && connection.output().isIdle()) {
      sendWindow -= beat.length;
      connection.output().data(id, beat, 0, beat.length, false);
      connection.sent(beat.length, false);
      connection.turns().flushSoon();
    }
  }
}
