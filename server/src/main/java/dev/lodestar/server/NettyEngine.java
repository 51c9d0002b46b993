package dev.lodestar.server;

import dev.lodestar.engine.Engine;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import java.io.IOException;
import java.net.BindException;

/// The engine on Netty's event loops, one for each processor. They are not daemons: the process
/// lives as long as the server runs.
public final class NettyEngine implements Engine {
  /// How many ports are tried until one is free for TCP and UDP.
  private static final int MOST_TRIES = 20;

  private final Transport transport;

  static {
    NettySettings.set();
    NettyLog.install();
  }

  /// Creates the engine on the fastest transport that this machine offers.
  public NettyEngine() {
    this(Transport.best());
  }

  NettyEngine(Transport transport) {
    this.transport = transport;
  }

  /// Loads classes only.
  @Override
  public void prepare() {
    FirstClasses.load(transport);
  }

  @Override
  public Server start(HttpApplication application, ServerOptions options) throws IOException {
    var tries = 1;
    while (true) {
      try {
        return new ServerStart(transport, application, options).start();
      } catch (BindException taken) {
        // The port that the system has chosen for TCP is somebody else's for datagrams.
        if (!ServerStart.choosesPortForBoth(options) || tries++ == MOST_TRIES) {
          throw taken;
        }
      }
    }
  }
}
