package dev.lodestar;

import dev.lodestar.checkup.Checkup;
import dev.lodestar.debug.Platform;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.process.ManagementException;
import dev.lodestar.process.Presence;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What others find a server by, if it has a name or was started by `lodestar start`. For all other
/// servers this does nothing, and loads no class.
final class ServerPresence {
  private static final ServerPresence NONE = new ServerPresence(null);

  /// How long whoever asks for the state waits for the checks that take longer than others.
  private static final Duration PATIENCE = Duration.ofMillis(500);

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
  /// @param checkup tells how the application is, if that is to be told
  /// @throws LaunchException if nobody can be told; the server is stopped then
  void serving(Server server, Optional<Checkup> checkup) {
    if (presence == null) {
      return;
    }
    try {
      presence.serving(
          server,
          Platform.version(),
          checkup.<Supplier<String>>map(known -> () -> known.summary(PATIENCE)).orElse(() -> ""));
    } catch (ManagementException untold) {
      server.stop(Duration.ZERO);
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
