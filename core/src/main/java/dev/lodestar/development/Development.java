package dev.lodestar.development;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// What a process knows that `lodestar dev` has started: behind its proxy, one process follows the
/// other, each on a port of its own.
///
/// Who asks whether [#PROPERTY] is there does not load this class, since the compiler copies the
/// constant, so a process in production pays for one look at a property.
public final class Development {
  /// The system property that such a process has: the path of the socket on which the loop is told
  /// of it, and the number of the process in the loop, separated by a colon.
  public static final String PROPERTY = "lodestar.dev.loop";

  /// The system property that is `true` if the loop wants to be told what the application offers.
  public static final String DESCRIBES = "lodestar.dev.describes";

  /// The header of a response that says that there was no route, rather than that a handler has
  /// answered 404. Only such processes send it, and the proxy takes it away.
  public static final String NO_ROUTE = "Lodestar-Dev-No-Route";

  /// The proxy speaks for one server, the first that an application starts.
  private static final AtomicBoolean SPOKEN_FOR = new AtomicBoolean();

  private Development() {}

  /// Takes the place behind the proxy, which there is once.
  ///
  /// @return whether the server that is about to start is the one
  public static boolean takePlace() {
    return SPOKEN_FOR.compareAndSet(false, true);
  }

  /// Tells the loop where the server is, and where it would be without the loop.
  ///
  /// @param server the running server
  /// @param wanted the options as the application gave them
  public static void serving(Server server, ServerOptions wanted) {
    tell("serving", Integer.toString(server.port()), wanted.host(), wanted.port() + "");
  }

  /// Tells the loop what the application offers, in a thread of its own, if it wants to know.
  ///
  /// @param document makes the OpenAPI document, as JSON
  public static void describe(Supplier<String> document) {
    if (Boolean.getBoolean(DESCRIBES)) {
      Thread.ofVirtual()
          .name("lodestar-dev-describe")
          .start(() -> send("described\n" + document.get()));
    }
  }

  private static void tell(String... words) {
    send(String.join(" ", words) + "\n");
  }

  private static void send(String message) {
    var property = System.getProperty(PROPERTY, "");
    var colon = property.lastIndexOf(':');
    if (colon < 0) {
      return;
    }
    var text = property.substring(colon + 1) + " " + message;
    try (var channel =
        SocketChannel.open(UnixDomainSocketAddress.of(property.substring(0, colon)))) {
      for (ByteBuffer bytes = StandardCharsets.UTF_8.encode(text); bytes.hasRemaining(); ) {
        var _ = channel.write(bytes);
      }
    } catch (IOException gone) {
      // The loop has ended, and this process is about to.
      System.err.println("The developer loop cannot be reached: " + gone.getMessage() + ".");
    }
  }
}
