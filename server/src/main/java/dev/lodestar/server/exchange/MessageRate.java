package dev.lodestar.server.exchange;

import dev.lodestar.server.websocket.OpenSocket;

/// Whether the rest of a large message of a WebSocket comes as fast as a body has to. Used on the
/// event loop only.
public final class MessageRate {
  private final Load load;
  private final OpenSocket socket;
  private final Rate rate;

  /// Creates a look at the messages of a socket.
  ///
  /// @param rate says how fast they have to come in any case
  public MessageRate(Load load, OpenSocket socket, Rate rate) {
    this.load = load;
    this.socket = socket;
    this.rate = rate;
  }

  /// Closes the socket if the rest comes too slowly.
  public void tick(long now) {
    if (!socket.awaitsRest()) {
      rate.pause();
    } else if (rate.isTooSlow(now, socket.received(), load.leastRate(socket.kept()))) {
      socket.endSlow();
    }
  }
}
