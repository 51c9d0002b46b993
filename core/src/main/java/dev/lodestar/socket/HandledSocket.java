package dev.lodestar.socket;

import dev.lodestar.codec.Codec;
import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import dev.lodestar.json.JsonType;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocket;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// A socket, to its handler and to the engine. The handshake is decided once: accepted by the
/// handler, or denied by its failure; the thread of the request waits for the decision.
public final class HandledSocket implements WebSocket, WebSocketSession {
  private static final Key<HandledSocket> KEY = Key.of("web socket", HandledSocket.class);
  private static final String PROTOCOL_HEADER = "Sec-WebSocket-";

  /// Who may still decide on the handshake.
  private enum State {
    UNDECIDED,
    ACCEPTED,
    DENIED
  }

  private final Request request;
  private final SocketJson json;
  private final Pings pings = new Pings();

  private final AtomicReference<State> state = new AtomicReference<>(State.UNDECIDED);

  /// What was decided; a failure denies.
  private final CompletableFuture<Acceptance> decision = new CompletableFuture<>();

  /// The connection, once the client has been told; a failure if it cannot be.
  private final CompletableFuture<WebSocketConnection> opening = new CompletableFuture<>();

  private final ReentrantLock receiving = new ReentrantLock();

  /// Held from the beginning of a message to its end.
  private final ReentrantLock sending = new ReentrantLock();

  /// Guards what follows.
  private final Object lock = new Object();

  private final List<Runnable> whenClosed = new ArrayList<>();
  private @Nullable WebSocketClosedException closed;
  private @Nullable Thread handler;
  private boolean interrupted;
  private volatile @Nullable Throwable failure;

  /// Creates a socket that has not been accepted, and makes it known to the request.
  public HandledSocket(Request request, SocketJson json) {
    this.request = request;
    this.json = json;
    request.setAttribute(KEY, this);
  }

  /// The socket that a request asks for.
  ///
  /// @throws HttpException 426, if it asks for none
  public static WebSocket of(Request request) {
    return request.attribute(KEY).orElseThrow(HandledSocket::upgradeRequired);
  }

  /// What is told to a client that does not ask for a socket where there is nothing else.
  public static HttpException upgradeRequired() {
    return HttpException.of(
            Status.UPGRADE_REQUIRED, "There is a WebSocket at this address and nothing else.")
        .withHeader("Upgrade", "websocket");
  }

  // The handshake.

  @Override
  public Request request() {
    return request;
  }

  @Override
  public List<String> offeredSubprotocols() {
    return request.webSocketOffer().orElseThrow().subprotocols();
  }

  @Override
  public void accept(Optional<String> subprotocol, Headers headers) {
    if (subprotocol.isPresent() && !offeredSubprotocols().contains(subprotocol.get())) {
      throw new IllegalArgumentException(
          "The subprotocol '"
              + subprotocol.get()
              + "' was not offered by the client; it offers "
              + (offeredSubprotocols().isEmpty()
                  ? "none"
                  : String.join(", ", offeredSubprotocols()))
              + ".");
    }
    headers.forEach((name, value) -> checkHeader(name));
    if (decides(State.ACCEPTED)) {
      decision.complete(new Acceptance(subprotocol, headers));
    } else if (state.get() == State.ACCEPTED) {
      throw new IllegalStateException(
          "The WebSocket was accepted already; accept it once, before anything is received or sent.");
    }
    var _ = connection();
  }

  private static void checkHeader(String name) {
    if (name.regionMatches(true, 0, PROTOCOL_HEADER, 0, PROTOCOL_HEADER.length())
        || name.equalsIgnoreCase("Upgrade")
        || name.equalsIgnoreCase("Connection")) {
      throw new IllegalArgumentException(
          "The header " + name + " belongs to the handshake, and is written by the server.");
    }
  }

  /// Accepts unless the handshake has been decided, and waits until the client has been told.
  public void acceptAnyway() {
    var _ = connection();
  }

  private boolean decides(State decided) {
    return state.compareAndSet(State.UNDECIDED, decided);
  }

  /// Decides that the handshake is denied, unless it has been accepted. What was done for it is to
  /// be ended before the client is told with [#deny(Throwable)].
  ///
  /// @return whether it is denied
  public boolean mayBeDenied() {
    return decides(State.DENIED);
  }

  /// Denies the handshake.
  ///
  /// @param cause what the client is told of
  public void deny(Throwable cause) {
    decision.completeExceptionally(cause);
    failed();
  }

  /// What the handshake was denied with; `null` if it was not.
  public @Nullable Throwable deniedBy() {
    return decision.isCompletedExceptionally() ? decision.exceptionNow() : null;
  }

  /// Waits until the handler has decided.
  ///
  /// @throws Throwable what it has denied the handshake with
  /// @throws InterruptedException if the waiting thread is interrupted
  public Acceptance awaitDecision() throws Throwable {
    try {
      return decision.get();
    } catch (ExecutionException denied) {
      throw denied.getCause() == null ? denied : denied.getCause();
    }
  }

  @Override
  public Optional<String> subprotocol() {
    return state.get() == State.ACCEPTED ? decision.join().subprotocol() : Optional.empty();
  }

  // The engine's side.

  @Override
  public void opened(WebSocketConnection connection) {
    connection.onPong(pings::answered);
    opening.complete(connection);
  }

  @Override
  public void failed() {
    if (opening.completeExceptionally(gone())) {
      closed(CloseCode.ABNORMAL, "");
    }
  }

  private static WebSocketClosedException gone() {
    return new WebSocketClosedException(CloseCode.ABNORMAL, "");
  }

  @Override
  public void closed(int code, String reason) {
    List<Runnable> told;
    synchronized (lock) {
      if (closed != null) {
        return;
      }
      closed = new WebSocketClosedException(code, reason);
      told = List.copyOf(whenClosed);
      whenClosed.clear();
    }
    told.forEach(HandledSocket::run);
  }

  @Override
  public void interrupt() {
    synchronized (lock) {
      if (handler == null) {
        interrupted = true;
      } else {
        handler.interrupt();
      }
    }
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /// Keeps what test clients are to throw again.
  public void failedWith(Throwable unexpected) {
    failure = unexpected;
  }

  /// Says which thread the handler runs on, and with `null` that it has ended.
  public void handledBy(@Nullable Thread thread) {
    synchronized (lock) {
      handler = thread;
      if (thread != null && interrupted) {
        thread.interrupt();
      }
    }
  }

  // The open socket.

  /// The connection, once the client has been told of it.
  private WebSocketConnection connection() {
    if (decides(State.ACCEPTED)) {
      decision.complete(Acceptance.PLAIN);
    }
    try {
      return opening.get();
    } catch (InterruptedException interrupted) {
      throw cancelled(interrupted);
    } catch (ExecutionException failed) {
      throw gone();
    }
  }

  /// The interruption stays set: whoever has interrupted the thread wants it to end.
  private static CancellationException cancelled(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    var told = new CancellationException("The thread was interrupted at a WebSocket.");
    told.initCause(interrupted);
    return told;
  }

  @Override
  public boolean isOpen() {
    return opening.isDone() && !opening.isCompletedExceptionally() && opening.resultNow().isOpen();
  }

  @Override
  public WebSocketMessage receive() {
    var connection = connection();
    if (receiving.isHeldByCurrentThread() || !receiving.tryLock()) {
      throw new IllegalStateException(
          "Another thread is receiving from this WebSocket; one does at a time. Have one thread"
              + " receive, and hand the messages on.");
    }
    try {
      return connection.receive();
    } catch (InterruptedException interrupted) {
      throw cancelled(interrupted);
    } finally {
      receiving.unlock();
    }
  }

  @Override
  public String receiveText() {
    return switch (receive()) {
      case WebSocketMessage.Text(var text) -> text;
      case WebSocketMessage.Binary _ ->
          throw closedFor("This WebSocket takes text, but a binary message was sent.");
    };
  }

  @Override
  public byte[] receiveBytes() {
    return switch (receive()) {
      case WebSocketMessage.Binary(var bytes) -> bytes;
      case WebSocketMessage.Text _ ->
          throw closedFor("This WebSocket takes binary messages, but text was sent.");
    };
  }

  private WebSocketClosedException closedFor(String reason) {
    close(CloseCode.UNSUPPORTED_DATA, reason);
    return new WebSocketClosedException(CloseCode.UNSUPPORTED_DATA, reason);
  }

  @Override
  public <T> T receiveJson(Class<T> type) {
    return readJson(json.reading().codec(type));
  }

  @Override
  public <T extends @Nullable Object> T receiveJson(JsonType<T> type) {
    return readJson(json.reading().codec(type));
  }

  /// The codec comes first: a type that cannot be read is the program's mistake, not the client's.
  private <T extends @Nullable Object> T readJson(Codec<T> codec) {
    return json.read(codec, receive(), request);
  }

  @Override
  public Iterator<WebSocketMessage> iterator() {
    return new Iterator<>() {
      private @Nullable WebSocketMessage next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          try {
            next = receive();
          } catch (WebSocketClosedException end) {
            return false;
          }
        }
        return true;
      }

      @Override
      public WebSocketMessage next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException("The WebSocket is closed.");
        }
        var message = next;
        next = null;
        return message;
      }
    };
  }

  @Override
  public void send(WebSocketMessage message) {
    var connection = connection();
    beginMessage();
    try {
      connection.send(message);
    } catch (InterruptedException interrupted) {
      throw cancelled(interrupted);
    } finally {
      sending.unlock();
    }
  }

  private void beginMessage() {
    if (sending.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "A message is being sent piece by piece; the next one can be sent when it has ended.");
    }
    try {
      sending.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      throw cancelled(interrupted);
    }
  }

  @Override
  public void sendJson(@Nullable Object value) {
    send(json.write(value));
  }

  @Override
  public void sendText(StreamBody utf8) throws Exception {
    sendParts(utf8, true);
  }

  @Override
  public void sendBytes(StreamBody content) throws Exception {
    sendParts(content, false);
  }

  private void sendParts(StreamBody content, boolean text) throws Exception {
    var connection = connection();
    var out = new PartOutput(connection, text);
    beginMessage();
    try {
      content.writeTo(out);
      out.end();
    } catch (Throwable broken) {
      if (out.hasBegun()) {
        connection.close(CloseCode.SERVER_ERROR, "A message could not be finished.");
      }
      throw broken;
    } finally {
      sending.unlock();
    }
  }

  @Override
  public Optional<Duration> ping(Duration timeout) {
    try {
      return pings.ping(connection(), timeout);
    } catch (InterruptedException interrupted) {
      throw cancelled(interrupted);
    }
  }

  @Override
  public void close(int code, String reason) {
    CloseCode.check(code, reason);
    try {
      connection().close(code, reason);
    } catch (WebSocketClosedException already) {
      // that is all that was wanted
    }
  }

  @Override
  public void whenClosed(Runnable action) {
    synchronized (lock) {
      if (closed == null) {
        whenClosed.add(action);
        return;
      }
    }
    run(action);
  }

  private static void run(Runnable action) {
    Thread.ofVirtual()
        .name("lodestar-websocket-closed")
        .start(() -> {
          try {
            action.run();
          } catch (RuntimeException | Error thrown) {
            LoggerFactory.getLogger("dev.lodestar.request").error("close_action_failed", thrown);
          }
        });
  }

  /// Returns the request.
  @Override
  public String toString() {
    return "WebSocket of " + request;
  }
}
