package dev.lodestar.http;

import java.util.List;

/// That a request asks for a WebSocket: its handshake was checked by the engine (RFC 6455, section
/// 4.2.1; RFC 8441), and the connection can become one. Immutable and thread-safe.
///
/// @param subprotocols what the client can speak over it, the most wanted first, each once
public record WebSocketOffer(List<String> subprotocols) {

  /// Copies the list.
  public WebSocketOffer {
    subprotocols = List.copyOf(subprotocols);
  }
}
