package dev.lodestar.dev;

import dev.lodestar.dev.child.ChildListener;
import dev.lodestar.dev.proxy.DevProxy;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The port that browsers talk to, which stays open as long as the loop runs. Where it is, the
/// command says, or else the application, which is known when it serves for the first time.
final class Front implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int PORT = 8080;

  /// A developer who looks at a breakpoint keeps everybody waiting.
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final DevProxy proxy;
  private final DevPlan plan;
  private final DevOutput output;
  private volatile @Nullable Server server;
  private boolean closed;

  Front(DevProxy proxy, DevPlan plan, DevOutput output) {
    this.proxy = proxy;
    this.plan = plan;
    this.output = output;
  }

  /// Opens the port if the command says which.
  void openIfKnown() throws DevException {
    if (plan.port().isPresent()) {
      open(plan.host().orElse(HOST), plan.port().getAsInt());
    }
  }

  /// Opens the port that the application would have listened on.
  void open(ChildListener.Place place) throws DevException {
    if (server == null) {
      open(plan.host().orElse(place.wantedHost()), plan.port().orElse(place.wantedPort()));
    }
  }

  /// Opens a port to say that there is no application, if that is possible.
  void openAnyhow() {
    if (server != null) {
      return;
    }
    try {
      open(plan.host().orElse(HOST), plan.port().orElse(PORT));
      output.say("Until the application starts, " + uri() + " says why it does not.");
    } catch (DevException taken) {
      output.say(String.valueOf(taken.getMessage()));
    }
  }

  private synchronized void open(String host, int port) throws DevException {
    if (closed) {
      return;
    }
    var engine =
        ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
            .findFirst()
            .orElseThrow(() ->
                new DevException(
                    "There is no HTTP engine on the class path of the command, so it cannot"
                        + " listen; the command 'lodestar' has one."));
    var options =
        ServerOptions.defaults()
            .withHost(host)
            .withPort(port)
            .withMaxHeaderSize(1 << 18)
            .withMaxHeaderCount(1_000)
            .withMaxRequestLineSize(1 << 16)
            .withBodyTimeout(PATIENCE)
            .withWriteTimeout(PATIENCE)
            .withShutdownTimeout(Duration.ofSeconds(2))
            .withScheduling(ServerOptions.Scheduling.DEFAULT_SCHEDULER);
    try {
      server = engine.start(proxy, options);
    } catch (IOException taken) {
      throw new DevException(String.valueOf(taken.getMessage()));
    }
  }

  String uri() {
    var open = server;
    return open == null ? "" : open.uri().toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    var open = server;
    if (open != null) {
      open.stop(Duration.ofSeconds(2));
    }
  }
}
