package dev.lodestar;

import dev.lodestar.debug.Platform;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.process.ManagementException;
import dev.lodestar.process.Presence;
import org.jspecify.annotations.Nullable;

/// What others find a server by, if it has a name or was started by `lodestar start`. For all other
/// servers this does nothing, and loads no class.
final class ServerPresence {
  private static final ServerPresence NONE = new ServerPresence(null);

  private final @Nullable Presence presence;

  private ServerPresence(@Nullable Presence presence) {
    this.presence = presence;
  }

  /// Takes the name of a server that is about to start.
  ///
  /// @throws LaunchException if it is taken
  static ServerPresence of(ServerOptions options) {
    if (options.name().isEmpty() && System.getenv("LODESTAR_MANAGED") == null) {
      return NONE;
    }
    try {
      return Presence.take(options.name(), System.getenv()).map(ServerPresence::new).orElse(NONE);
    } catch (ManagementException | IllegalArgumentException taken) {
      throw new LaunchException(String.valueOf(taken.getMessage()), taken);
    }
  }

  /// Says where it serves.
  ///
  /// @throws LaunchException if nobody can be told; the server is stopped then
  void serving(Server server) {
    if (presence == null) {
      return;
    }
    try {
      presence.serving(server, Platform.version());
    } catch (ManagementException untold) {
      server.stop(java.time.Duration.ZERO);
      throw new LaunchException(String.valueOf(untold.getMessage()), untold);
    }
  }

  void stopping() {
    if (presence != null) {
      presence.stopping();
    }
  }

  void close() {
    if (presence != null) {
      presence.close();
    }
  }
}
