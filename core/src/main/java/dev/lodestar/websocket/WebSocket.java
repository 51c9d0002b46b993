package dev.lodestar.websocket;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import dev.lodestar.http.StreamBody;
import dev.lodestar.json.JsonType;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A WebSocket as its handler sees it (RFC 6455). Every method that receives or sends blocks, on
/// the virtual thread that called it.
///
/// ```java
/// @WebSocketRoute("/chat/{room}")
/// void chat(String room, WebSocket socket) {
///   for (var message : socket) {
///     socket.send(message);
///   }
/// }
/// ```
///
/// **Before it is accepted**, the handshake is a request that has not been answered: a handler that
/// throws denies it, and the client gets the response that a handler of HTTP would have given.
/// [#accept()] answers it; so does the first call that receives, sends or closes, and the end of
/// the handler. Whatever answers it waits until the client has been told.
///
/// **After that**, a handler that returns closes the socket with 1000; one that throws an
/// [dev.lodestar.http.HttpException] closes it with 4000 and the status, and the detail as the
/// reason; any other failure is logged with the id of the request and closes it with 1011. A
/// [WebSocketClosedException] that escapes is not logged.
///
/// Sending, pinging and closing are thread-safe, and messages of several threads do not mix. One
/// thread receives at a time. A socket that was given to other threads is closed when its handler
/// ends.
public interface WebSocket extends Iterable<WebSocketMessage> {

  /// Returns the handshake: its headers, cookies, attributes and so on.
  ///
  /// @return the request
  Request request();

  /// Returns the subprotocols that the client can speak.
  ///
  /// @return what `Sec-WebSocket-Protocol` offers, the most wanted first
  List<String> offeredSubprotocols();

  /// Chooses a subprotocol for [#accept(Optional, Headers)]: the first that the server supports and
  /// the client offers.
  ///
  /// @param supported what the server can speak, the best first
  /// @return one that was offered; nothing if none was
  default Optional<String> choose(List<String> supported) {
    return supported.stream().filter(offeredSubprotocols()::contains).findFirst();
  }

  /// Accepts the handshake without a subprotocol.
  ///
  /// @throws IllegalStateException if it was accepted already
  /// @throws WebSocketClosedException if the client has gone
  default void accept() {
    accept(Optional.empty(), Headers.empty());
  }

  /// Accepts the handshake with a subprotocol.
  ///
  /// @param subprotocol what will be spoken
  /// @throws IllegalArgumentException if the client has not offered it
  /// @throws IllegalStateException if the handshake was accepted already
  /// @throws WebSocketClosedException if the client has gone
  default void accept(String subprotocol) {
    accept(Optional.of(subprotocol), Headers.empty());
  }

  /// Accepts the handshake.
  ///
  /// @param subprotocol what will be spoken; nothing for none
  /// @param headers headers of the response, `Set-Cookie` among them if cookies are set; those of
  ///   the layers are added, and those of the handshake itself are the server's
  /// @throws IllegalArgumentException if the client has not offered the subprotocol, or a header is
  ///   one of the handshake itself
  /// @throws IllegalStateException if the handshake was accepted already
  /// @throws WebSocketClosedException if the client has gone
  void accept(Optional<String> subprotocol, Headers headers);

  /// Returns the subprotocol that is spoken.
  ///
  /// @return what the handshake was accepted with; nothing before that, and for none
  Optional<String> subprotocol();

  /// Tells whether messages can be sent: the handshake has been accepted, and neither side has
  /// closed.
  ///
  /// @return whether it is open
  boolean isOpen();

  /// Waits for the next message.
  ///
  /// @return the message
  /// @throws WebSocketClosedException if the socket is closed, and all messages before that have
  ///   been received
  /// @throws IllegalStateException if another thread is receiving
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted, which it
  ///   stays
  WebSocketMessage receive();

  /// Waits for the next message, which has to be text. Bytes close the socket with 1003.
  ///
  /// @return the text
  /// @throws WebSocketClosedException as [#receive()] does, and for bytes
  String receiveText();

  /// Waits for the next message, which has to be binary. Text closes the socket with 1003.
  ///
  /// @return the bytes
  /// @throws WebSocketClosedException as [#receive()] does, and for text
  byte[] receiveBytes();

  /// Waits for the next message and reads it as JSON, text or bytes alike, with the codecs of the
  /// route. Constraints are checked.
  ///
  /// @param <T> the type of the value
  /// @param type what it is read as
  /// @return the value
  /// @throws InvalidMessageException if the message is not such a value; the socket stays open
  /// @throws WebSocketClosedException as [#receive()] does
  <T> T receiveJson(Class<T> type);

  /// Waits for the next message and reads it as JSON, to a type with generics.
  ///
  /// @param <T> the type of the value
  /// @param type captures the type
  /// @return the value
  /// @throws InvalidMessageException as [#receiveJson(Class)] does
  /// @throws WebSocketClosedException as [#receive()] does
  <T extends @Nullable Object> T receiveJson(JsonType<T> type);

  /// Iterates over the messages as they come, until the socket is closed by whomever, which ends
  /// the loop. How it was closed is told by [#receive()].
  ///
  /// @return the messages; asking for them blocks, and all iterators share them
  @Override
  Iterator<WebSocketMessage> iterator();

  /// Sends a message. Blocks while the client is slower.
  ///
  /// @param message the message
  /// @throws WebSocketClosedException if the socket is closed, or the client takes nothing for so
  ///   long that it is given up
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted, which it
  ///   stays
  void send(WebSocketMessage message);

  /// Sends a message of text, as [#send(WebSocketMessage)] does.
  ///
  /// @param text the text
  default void send(String text) {
    send(new WebSocketMessage.Text(text));
  }

  /// Sends a message of bytes, as [#send(WebSocketMessage)] does.
  ///
  /// @param bytes the bytes; not copied, so nobody may change them
  default void send(byte[] bytes) {
    send(new WebSocketMessage.Binary(bytes));
  }

  /// Sends a value as JSON in a message of text, with the codecs of the route, as
  /// [#send(WebSocketMessage)] does.
  ///
  /// @param value the value; `null` is sent as `null`
  void sendJson(@Nullable Object value);

  /// Sends a message of text piece by piece, so that it never lies in memory whole. Messages of
  /// other threads wait until its end. A writer that fails closes the socket with 1011, since a
  /// part of a message cannot be taken back.
  ///
  /// @param utf8 writes the text, encoded in UTF-8; each `flush` sends a frame, and so do 8 KiB
  /// @throws Exception what the writer throws
  /// @throws WebSocketClosedException as [#send(WebSocketMessage)] does
  void sendText(StreamBody utf8) throws Exception;

  /// Sends a message of bytes piece by piece, as [#sendText(StreamBody)] does.
  ///
  /// @param content writes the bytes
  /// @throws Exception what the writer throws
  /// @throws WebSocketClosedException as [#send(WebSocketMessage)] does
  void sendBytes(StreamBody content) throws Exception;

  /// Sends a ping and waits for its pong. The server pings silent clients by itself.
  ///
  /// @param timeout how long to wait
  /// @return how long it took; nothing if no pong came in time
  /// @throws WebSocketClosedException if the socket is closed
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted, which it
  ///   stays
  Optional<Duration> ping(Duration timeout);

  /// Closes the socket with 1000; see [#close(int, String)].
  default void close() {
    close(CloseCode.NORMAL, "");
  }

  /// Closes the socket without a reason; see [#close(int, String)].
  ///
  /// @param code a code of [CloseCode], or one of 3000 to 4999
  default void close(int code) {
    close(code, "");
  }

  /// Closes the socket: tells the client, after all that was sent before, and waits for its answer,
  /// at most for the close time-out of the options. A handshake that was not accepted is accepted
  /// first, since browsers show codes to their pages and no status. Does nothing if the socket is
  /// closed.
  ///
  /// @param code a code of [CloseCode] that may be sent, or one of 3000 to 4999
  /// @param reason for people who look for errors; at most [CloseCode#MAX_REASON_BYTES] in UTF-8
  /// @throws IllegalArgumentException if the code may not be sent, or the reason is too long
  void close(int code, String reason);

  /// Has something done when the socket has been closed, by whomever: who waits for something else
  /// than messages is told so that the client has gone. Done at once if it is closed already.
  ///
  /// @param action what to do, once; called on a virtual thread of its own. What it throws is
  ///   logged
  void whenClosed(Runnable action);
}
