package dev.lodestar.server.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket, from the head of the response that opens it to the end of what carries it. The
/// methods of [WebSocketConnection] are for the threads of the application; all others are called
/// on the event loop.
public final class OpenSocket implements WebSocketConnection {
  /// How many pings and pongs a client may send in a second.
  static final int MOST_CONTROL_FRAMES = 1000;

  private static final long ONE_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final byte[] NONE = {};

  /// What the pings of the server itself carry.
  private static final byte[] OWN_PING = "still there?".getBytes(US_ASCII);

  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private final Wire wire;
  private final WebSocketSession session;
  private final MessageReader messages;
  private final FrameReader frames;
  private final Inbox inbox;
  private final Outbox outbox;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long idleTimeout;
  private final long pingInterval;
  private final long closeTimeout;

  /// Pings of the application that were not answered, if there ever were any.
  private volatile @Nullable SentPings pings;

  /// What has come and could not be read yet: so many bytes, from the beginning on.
  private byte[] rest = NONE;

  private int restSize;

  /// How many bytes of a message that has not come whole count as kept.
  public long kept() {
    return messages.kept();
  }

  /// How many bytes have come in all.
  private long received;

  /// Whether the client is not read from since somebody has to catch up.
  private boolean paused;

  /// Whether a message that had not come whole has been dropped, and the socket is to be closed.
  private boolean relieved;

  private boolean hasEnded;
  private long lastReceived;
  private long lastPing;
  private long closingSince;
  private boolean closing;

  /// Creates a socket, whose head is on its way.
  ///
  /// @param wire what carries it
  /// @param options its limits and time-outs
  /// @param compression what was agreed on; `null` for none
  /// @param spares where compression finds what it needs
  /// @param session is told of the socket
  public OpenSocket(
      Wire wire,
      WebSocketOptions options,
      @Nullable Compression compression,
      SpareCoders spares,
      WebSocketSession session) {
    this.wire = wire;
    this.session = session;
    messages =
        new MessageReader(
            new Arrivals(),
            options,
            compression == null ? null : new MessageInflater(spares, compression.clientTakeover()));
    frames = new FrameReader(messages);
    inbox = new Inbox(wire.memory(), () -> onEventLoop(this::resume));
    outbox =
        new Outbox(
            wire,
            options.sendBufferSize(),
            compression == null
                ? null
                : new MessageDeflater(
                    spares, compression.serverTakeover(), compression.serverWindowBits()),
            options.compressionThreshold(),
            this::resume);
    idleTimeout = nanos(options.idleTimeout());
    pingInterval = nanos(options.pingInterval());
    closeTimeout = nanos(options.closeTimeout());
    lastReceived = wire.now();
    lastPing = lastReceived;
  }

  /// No time-out is longer than a century, so that sums cannot overflow.
  private static long nanos(Duration timeout) {
    return timeout.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT.toNanos() : timeout.toNanos();
  }

  /// Tells the application that the socket is open.
  public void open() {
    session.opened(this);
  }

  @Override
  public WebSocketMessage receive() throws InterruptedException {
    return inbox.receive();
  }

  @Override
  public void send(WebSocketMessage message) throws InterruptedException {
    switch (message) {
      case WebSocketMessage.Text(var text) -> outbox.send(Opcode.TEXT, text.getBytes(UTF_8));
      case WebSocketMessage.Binary(var bytes) -> outbox.send(Opcode.BINARY, bytes);
    }
  }

  @Override
  public void sendPart(byte[] bytes, int offset, int length, boolean text, boolean last)
      throws InterruptedException {
    outbox.sendPart(text ? Opcode.TEXT : Opcode.BINARY, bytes, offset, length, last);
  }

  @Override
  public void ping(byte[] payload) {
    sentPings().add(payload);
    if (!outbox.control(Opcode.PING, payload)) {
      var status = outbox.closed();
      throw status == null
          ? new WebSocketClosedException(CloseStatus.GONE.code(), "")
          : new WebSocketClosedException(status.code(), status.reason());
    }
  }

  @Override
  public void onPong(PongListener listener) {
    sentPings().listen(listener);
  }

  private synchronized SentPings sentPings() {
    var known = pings;
    if (known == null) {
      known = new SentPings();
      pings = known;
    }
    return known;
  }

  @Override
  public void close(int code, String reason) {
    outbox.close(new CloseStatus(code, reason));
    try {
      ended.await();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isOpen() {
    return outbox.closed() == null;
  }

  private void onEventLoop(Runnable task) {
    try {
      wire.execute(task);
    } catch (RejectedExecutionException serverStopped) {
      end(CloseStatus.GONE);
    }
  }

  /// Takes bytes that have come.
  ///
  /// @param bytes holds them; not kept, but changed
  public void receive(byte[] bytes, int start, int end) {
    if (hasEnded || relieved) {
      return;
    }
    lastReceived = wire.now();
    received += end - start;
    if (restSize == 0) {
      read(bytes, start, end);
      return;
    }
    keep(bytes, start, end);
    if (!paused) {
      readRest();
    }
  }

  private void keep(byte[] bytes, int start, int end) {
    var count = end - start;
    if (rest.length - restSize < count) {
      rest = Arrays.copyOf(rest, Math.max(restSize + count, 2 * restSize));
    }
    System.arraycopy(bytes, start, rest, restSize, count);
    restSize += count;
  }

  private void readRest() {
    var waiting = rest;
    var size = restSize;
    rest = NONE;
    restSize = 0;
    read(waiting, 0, size);
  }

  private void read(byte[] bytes, int start, int end) {
    try {
      var position = frames.read(bytes, start, end);
      if (position < end && !hasEnded) {
        rest = Arrays.copyOfRange(bytes, position, end);
        restSize = rest.length;
      }
    } catch (ProtocolViolation violation) {
      finish(violation.status());
    }
  }

  /// Goes on, now that there is room for what comes.
  private void resume() {
    if (!paused || hasEnded || relieved) {
      return;
    }
    paused = inbox.isFull() || outbox.isFull();
    if (!paused) {
      lastReceived = wire.now();
      readRest();
      wire.settle();
    }
  }

  /// Tells whether the client should not be read from for now. [Wire#settle()] is called when that
  /// changes.
  ///
  /// Once it is full it stays so until [#resume()], even if there is a little room again: what has
  /// come and waits would otherwise be read only when something else comes.
  public boolean isFull() {
    if (hasEnded) {
      return true;
    }
    if (!paused) {
      paused = inbox.isFull() || outbox.isFull();
    }
    return paused;
  }

  /// Ends the socket with a word: answers a close frame, or closes for what the client has done.
  private void finish(CloseStatus status) {
    if (hasEnded) {
      return;
    }
    outbox.close(status);
    outbox.flush();
    end(status);
    wire.finish();
  }

  /// Takes note that the connection has ended, or that the client will not send any more.
  public void disconnected() {
    end(CloseStatus.GONE);
  }

  /// Tells everybody that nothing can be received or sent any more.
  private void end(CloseStatus status) {
    var first = outbox.closed();
    var known = first == null ? status : first;
    if (!hasEnded) {
      hasEnded = true;
      rest = NONE;
      restSize = 0;
      messages.release();
      session.closed(known.code(), known.reason());
      inbox.end(known);
      ended.countDown();
    }
    outbox.abandon(known);
  }

  /// Tells whether nothing can be received or sent any more.
  public boolean hasEnded() {
    return hasEnded;
  }

  /// Drops a message that has not come whole, since there is no memory left. Takes none: the next
  /// tick tells the client to come back later.
  public void relieve() {
    if (!hasEnded && messages.relieve()) {
      rest = NONE;
      restSize = 0;
      relieved = true;
    }
  }

  /// Looks for time-outs.
  public void tick(long now) {
    if (hasEnded) {
      return;
    }
    if (relieved) {
      finish(ProtocolViolation.tooMuch().status());
      return;
    }
    if (paused) {
      lastReceived = now;
    }
    if (outbox.closed() != null) {
      awaitClose(now);
    } else if (now - lastReceived > idleTimeout) {
      disconnected();
      wire.abort();
    } else if (now - lastReceived > pingInterval && now - lastPing > pingInterval) {
      lastPing = now;
      outbox.control(Opcode.PING, OWN_PING);
    }
  }

  private void awaitClose(long now) {
    if (!closing) {
      closing = true;
      closingSince = now;
    } else if (now - closingSince > closeTimeout) {
      disconnected();
      wire.abort();
    }
  }

  /// Tells whether the rest of a message is waited for of which much is kept already.
  public boolean awaitsRest() {
    return !hasEnded && !paused && messages.keepsMuch();
  }

  /// How many bytes have come in all.
  public long received() {
    return received;
  }

  /// Ends the socket, since the rest of a message comes too slowly.
  public void endSlow() {
    finish(ProtocolViolation.tooSlow().status());
  }

  /// Takes note that the server is about to end the connection, since its time to stop has passed.
  public void interrupt() {
    session.interrupt();
  }

  /// What becomes of the frames that have come.
  private final class Arrivals implements MessageReader.Receiver {
    private long since = wire.now();
    private int controlFrames;

    @Override
    public void message(WebSocketMessage message) throws ProtocolViolation {
      if (isOpen()) {
        inbox.add(message);
      }
    }

    @Override
    public void pinged(byte[] payload) throws ProtocolViolation {
      countControlFrame();
      outbox.control(Opcode.PONG, payload);
    }

    @Override
    public void ponged(byte[] payload) throws ProtocolViolation {
      countControlFrame();
      var sent = pings;
      if (sent != null) {
        sent.answered(payload);
      }
    }

    private void countControlFrame() throws ProtocolViolation {
      if (wire.now() - since >= ONE_SECOND) {
        since = wire.now();
        controlFrames = 0;
      }
      if (++controlFrames > MOST_CONTROL_FRAMES) {
        throw ProtocolViolation.flood(
            "More than " + MOST_CONTROL_FRAMES + " pings and pongs have come in a second.");
      }
    }

    @Override
    public void closed(CloseStatus status) {
      finish(status);
    }

    @Override
    public Memory memory() {
      return wire.memory();
    }

    @Override
    public boolean isFull() {
      return OpenSocket.this.isFull();
    }
  }
}
