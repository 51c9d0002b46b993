package dev.lodestar.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.http.Headers;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.json.JsonType;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A WebSocket as its client sees it. Made by [TestWebSocketRequest#open()].
///
/// Each message has to come within the [time-out][TestClient#timeout(Duration)] of the client. A
/// failure that the handler did not mean fails the test with [UnexpectedServerError] as soon as the
/// end of the socket is seen, unless [TestClient#raiseServerErrors(boolean)] is off.
///
/// Sending is thread-safe; one thread receives at a time.
public final class TestWebSocket implements AutoCloseable {
  private final String request;
  private final Transport.OpenedSocket opened;
  private final Duration timeout;
  private final Json json;
  private final boolean raise;
  private final AtomicBoolean raised = new AtomicBoolean();

  TestWebSocket(
      String request, Transport.OpenedSocket opened, Duration timeout, Json json, boolean raise) {
    this.request = request;
    this.opened = opened;
    this.timeout = timeout;
    this.json = json;
    this.raise = raise;
  }

  /// Returns the headers of the response that accepted the handshake.
  ///
  /// @return the headers
  public Headers headers() {
    return opened.headers();
  }

  /// Returns the subprotocol that was accepted.
  ///
  /// @return the subprotocol; nothing for none
  public Optional<String> subprotocol() {
    return opened.headers().first("Sec-WebSocket-Protocol");
  }

  /// Tells whether the socket is open, as far as the client knows.
  ///
  /// @return `false` once either side has closed it
  public boolean isOpen() {
    return opened.socket().isOpen();
  }

  /// Sends a message of text. Blocks while the application is slower.
  ///
  /// @param text the text
  /// @return this socket
  /// @throws AssertionError if the socket is closed; the message says how
  public TestWebSocket send(String text) {
    return send(WebSocketMessage.of(text));
  }

  /// Sends a message of bytes. Blocks while the application is slower.
  ///
  /// @param bytes the bytes
  /// @return this socket
  /// @throws AssertionError if the socket is closed; the message says how
  public TestWebSocket send(byte[] bytes) {
    return send(WebSocketMessage.of(bytes));
  }

  /// Sends a value as JSON, in a message of text, with the codecs of the client.
  ///
  /// @param value the value
  /// @return this socket
  /// @throws AssertionError if the socket is closed; the message says how
  public TestWebSocket sendJson(Object value) {
    return send(new String(json.codec(Object.class).encode(value), UTF_8));
  }

  /// Sends a message. Blocks while the application is slower.
  ///
  /// @param message the message
  /// @return this socket
  /// @throws AssertionError if the socket is closed; the message says how
  public TestWebSocket send(WebSocketMessage message) {
    try {
      opened.socket().send(message);
      return this;
    } catch (WebSocketClosedException closed) {
      raise();
      throw new AssertionError(
          "Nothing can be sent to " + request + " any more. " + closed.getMessage(), closed);
    } catch (InterruptedException interrupted) {
      throw interrupted("it sent a message to", interrupted);
    }
  }

  /// Waits for the next message.
  ///
  /// @return the message
  /// @throws AssertionError if none comes within the time-out, or the socket is closed before; the
  ///   message says how
  public WebSocketMessage receive() {
    try {
      return received();
    } catch (WebSocketClosedException closed) {
      raise();
      throw new AssertionError(
          "Expected a message of " + request + ". " + closed.getMessage(), closed);
    }
  }

  private WebSocketMessage received() {
    try {
      return opened.socket().receive(timeout);
    } catch (TimeoutException late) {
      throw new AssertionError(
          request
              + " had no further message within "
              + timeout
              + ". If it needs longer, set timeout(…) of the test client.",
          late);
    } catch (InterruptedException interrupted) {
      throw interrupted("it waited for a message of", interrupted);
    }
  }

  /// Waits for the next message, which has to be text.
  ///
  /// @return the text
  /// @throws AssertionError as [#receive()] does, and for bytes
  public String receiveText() {
    return switch (receive()) {
      case WebSocketMessage.Text(var text) -> text;
      case WebSocketMessage.Binary bytes ->
          throw new AssertionError("Expected text of " + request + ", but received " + bytes + ".");
    };
  }

  /// Waits for the next message, which has to be binary.
  ///
  /// @return the bytes
  /// @throws AssertionError as [#receive()] does, and for text
  public byte[] receiveBytes() {
    return switch (receive()) {
      case WebSocketMessage.Binary(var bytes) -> bytes;
      case WebSocketMessage.Text(var text) ->
          throw new AssertionError("Expected bytes of " + request + ", but received: " + text);
    };
  }

  /// Waits for the next message and reads it as JSON, with the codecs of the client.
  ///
  /// @param <T> the type of the value
  /// @param type what it is read as
  /// @return the value
  /// @throws AssertionError as [#receiveText()] does, and if it is not such a value
  public <T> T receiveJson(Class<T> type) {
    return decode(json.codec(type), type);
  }

  /// Waits for the next message and reads it as JSON, to a type with generics.
  ///
  /// @param <T> the type of the value
  /// @param type captures the type
  /// @return the value
  /// @throws AssertionError as [#receiveJson(Class)] does
  public <T extends @Nullable Object> T receiveJson(JsonType<T> type) {
    return decode(json.codec(type), type.type());
  }

  private <T extends @Nullable Object> T decode(JsonCodec<T> codec, Type type) {
    var text = receiveText();
    try {
      return codec.decode(text.getBytes(UTF_8)).orThrow();
    } catch (DecodeException refused) {
      throw new AssertionError(
          "A message of "
              + request
              + " is no "
              + type.getTypeName()
              + ". "
              + refused.getMessage()
              + "\nIt is: "
              + text,
          refused);
    }
  }

  /// Waits until the server closes the socket with a code, and for nothing else.
  ///
  /// @param code the code, for instance 4404
  /// @return this socket
  /// @throws UnexpectedServerError if it was closed because the handler failed unexpectedly
  /// @throws AssertionError if it is closed with another code, a message comes before, or it is not
  ///   closed within the time-out
  public TestWebSocket expectClosed(int code) {
    var closed = closed();
    if (closed.code() != code) {
      throw new AssertionError(
          "Expected that " + request + " is closed with " + code + ". " + closed.getMessage(),
          closed);
    }
    return this;
  }

  /// Waits until the server closes the socket, and for nothing else.
  ///
  /// @return the reason that it gives; perhaps empty
  /// @throws AssertionError as [#expectClosed(int)] does
  public String closeReason() {
    return closed().reason();
  }

  private WebSocketClosedException closed() {
    try {
      var message = received();
      throw new AssertionError(
          "Expected that " + request + " is closed, but received " + message + ".");
    } catch (WebSocketClosedException closed) {
      raise();
      return closed;
    }
  }

  /// Closes the socket with 1000, if it is open, and waits until the application is done with it,
  /// unless it runs elsewhere.
  ///
  /// @throws UnexpectedServerError if the handler failed unexpectedly, and that was not thrown yet
  /// @throws AssertionError if the handler has not ended within the time-out
  @Override
  public void close() {
    close(CloseCode.NORMAL, "");
  }

  /// Closes the socket as [#close()] does, with another code.
  ///
  /// @param code a code that may be sent
  /// @param reason the reason; perhaps empty
  public void close(int code, String reason) {
    CloseCode.check(code, reason);
    opened.socket().close(code, reason);
    left();
  }

  /// Ends the connection without closing the socket, as a client that crashes, and waits until the
  /// application is done with it, unless it runs elsewhere.
  ///
  /// @throws UnexpectedServerError as [#close()] does
  /// @throws AssertionError as [#close()] does
  public void abort() {
    opened.socket().abort();
    left();
  }

  private void left() {
    opened.leave();
    raise();
  }

  /// The failure is told once: a test that has seen it may close the socket.
  private void raise() {
    if (!raise) {
      return;
    }
    var failure = opened.failure().get();
    if (failure.isPresent() && raised.compareAndSet(false, true)) {
      throw new UnexpectedServerError(request, failure.get());
    }
  }

  private AssertionError interrupted(String when, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new AssertionError(
        "The test was interrupted while " + when + " " + request + ".", cause);
  }
}
