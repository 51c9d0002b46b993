package dev.lodestar;

import dev.lodestar.engine.Server;
import java.lang.reflect.Proxy;
import java.time.Duration;

/// What happens when a process that stops is told to stop again (SIGTERM, Ctrl-C): the server stops
/// at once. The virtual machine itself hears a signal once only; what listens to the next one is in
/// the module `jdk.unsupported`, so it is looked for, and only when the first signal has come.
final class Impatience {
  private Impatience() {}

  /// Listens from now on, where that is possible.
  static void hurry(Server server) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var handle = signal.getMethod("handle", signal, handler);
      var stop =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  Thread.ofPlatform()
                      .name("lodestar-hurry")
                      .start(() -> server.stop(Duration.ZERO));
                }
                return null;
              });
      for (var name : new String[] {"TERM", "INT"}) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), stop);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unsupported) {
      // The server stops at its deadline then.
    }
  }
}
