package dev.lodestar.server.exchange;

import dev.lodestar.server.websocket.Memory;

/// What the WebSockets of a server keep in memory, counted as bodies of requests are. Apart from
/// [Load], so that a server without WebSockets loads nothing of theirs.
public final class SocketMemory implements Memory {
  private final Load load;

  private SocketMemory(Load load) {
    this.load = load;
  }

  /// Returns the memory of sockets, counted in a load.
  ///
  /// Returned as what it is for: otherwise whatever makes one would load that to be verified.
  public static Memory of(Load load) {
    return new SocketMemory(load);
  }

  @Override
  public boolean tryKeep(long bytes) {
    return load.tryKeep(bytes);
  }

  @Override
  public void letGo(long bytes) {
    load.letGo(bytes);
  }
}
