package dev.lodestar.engine;

import dev.lodestar.websocket.WebSocketMessage;

/// The engine's side of a WebSocket, and the client's in tests. Blocking, for virtual threads.
///
/// [#receive()] is called by one thread at a time, which the caller sees to; all other methods are
/// thread-safe, and messages of several senders do not mix. Pings are answered by the engine, which
/// also sends its own.
public interface WebSocketConnection {

  /// Waits for the next message. Messages that came before a close frame are returned first.
  ///
  /// @return a whole message; its text was checked to be UTF-8, its size to be within the limit
  /// @throws dev.lodestar.websocket.WebSocketClosedException if none will come any more; what came
  ///   after this side has closed is thrown away
  /// @throws InterruptedException if the thread is interrupted while it waits; nothing is lost
  WebSocketMessage receive() throws InterruptedException;

  /// Sends a message. Blocks while more than the send buffer waits for the client to take it.
  ///
  /// @param message the message
  /// @throws dev.lodestar.websocket.WebSocketClosedException if the socket is closed, or gets
  ///   closed while this waits: a client that takes nothing for the server's write time-out is
  ///   given up
  /// @throws InterruptedException if the thread is interrupted while it waits; the message was not
  ///   sent then, or the connection is closed with 1006 if a part of it was
  void send(WebSocketMessage message) throws InterruptedException;

  /// Sends a part of a message. Parts of a message are sent by one thread, from the first to the
  /// last; [#send(WebSocketMessage)] and first parts of other threads wait until then. A sender
  /// that cannot finish its message has to close the socket.
  ///
  /// @param bytes holds the part; may be changed once this returns
  /// @param offset where it starts
  /// @param length how many bytes it has, 0 or more; parts of text may end within a character
  /// @param text whether the message is text, UTF-8, which the caller sees to; the same for all
  ///   parts
  /// @param last whether the message ends with this part
  /// @throws dev.lodestar.websocket.WebSocketClosedException as [#send(WebSocketMessage)] does
  /// @throws InterruptedException as [#send(WebSocketMessage)] does
  void sendPart(byte[] bytes, int offset, int length, boolean text, boolean last)
      throws InterruptedException;

  /// Sends a ping.
  ///
  /// @param payload at most 125 bytes, which the caller sees to
  /// @throws dev.lodestar.websocket.WebSocketClosedException if the socket is closed
  void ping(byte[] payload);

  /// Has something done when a pong comes that nobody but the caller has asked for: one with the
  /// payload of an earlier [#ping(byte[])].
  ///
  /// @param listener gets the payload; must not block. Another one before is replaced
  void onPong(PongListener listener);

  /// What is told of pongs.
  @FunctionalInterface
  interface PongListener {

    /// A pong has come.
    ///
    /// @param payload its payload
    void pong(byte[] payload);
  }

  /// Closes the socket: sends a close frame after all messages before it, and waits until the
  /// closing handshake is over and the connection has ended, at most for the close time-out. Does
  /// nothing but wait if the socket is being closed already. An interruption ends the waiting, and
  /// stays set.
  ///
  /// @param code a code that may be sent, which the caller has checked
  /// @param reason at most 123 bytes of UTF-8, perhaps empty
  void close(int code, String reason);

  /// Tells whether messages can be sent: neither side has sent a close frame, and the connection
  /// has not ended.
  ///
  /// @return whether it is open
  boolean isOpen();
}
