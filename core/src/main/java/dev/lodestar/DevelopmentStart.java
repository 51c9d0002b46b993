package dev.lodestar;

import dev.lodestar.development.Development;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import java.util.function.Function;
import java.util.function.Supplier;

/// The start of a server in a process of the developer loop: behind its proxy.
final class DevelopmentStart {
  private DevelopmentStart() {}

  /// Starts the first server of the process where the proxy finds it, and every other one as it is.
  static Server start(
      ServerOptions options, Function<ServerOptions, Server> launch, Supplier<String> document) {
    if (!Development.takePlace()) {
      return launch.apply(options);
    }
    var server = launch.apply(options.behindLocalProxy());
    Development.serving(server, options);
    Development.describe(document);
    return server;
  }
}
