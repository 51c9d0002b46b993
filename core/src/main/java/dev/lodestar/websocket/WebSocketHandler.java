package dev.lodestar.websocket;

/// Handles a WebSocket from its handshake to its end.
///
/// ```java
/// Lodestar.app().webSocket("/echo", socket -> {
///   for (var message : socket) {
///     socket.send(message);
///   }
/// });
/// ```
@FunctionalInterface
public interface WebSocketHandler {

  /// Handles a socket. May block: each socket has a virtual thread of its own.
  ///
  /// @param socket the socket, which is closed when this returns or throws; see [WebSocket]
  /// @throws Exception whatever the handler throws: it denies the handshake, or closes the socket
  void handle(WebSocket socket) throws Exception;
}
