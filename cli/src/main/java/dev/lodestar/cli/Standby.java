package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.Get;
import dev.lodestar.LaunchException;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.dev.DevSession;
import dev.lodestar.development.Development;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.report.StartupException;
import dev.lodestar.supervise.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// The main class of a process that stands by for `lodestar dev`: it loads and tries out what every
/// application needs, says that it is ready, and then waits to be told which class to start. When
/// the loop ends, however that happens, the process ends, too.
public final class Standby {
  private static final int READ_MILLIS = 5_000;

  private Standby() {}

  /// Stands by.
  ///
  /// @param arguments the property by which the loop is found, and its value; then `warm` if there
  ///   is time to try things out before the application is started
  /// @throws Throwable what the main method of the application throws; the virtual machine prints
  ///   it
  public static void main(String... arguments) throws Throwable {
    var value = arguments[0].substring(Development.PROPERTY.length() + 1);
    var colon = value.lastIndexOf(':');
    var channel = SocketChannel.open(UnixDomainSocketAddress.of(value.substring(0, colon)));
    if (arguments[1].equals("warm")) {
      warmUp();
    }
    // Only now: what was served to warm up is none of the loop's business.
    System.setProperty(Development.PROPERTY, value);
    send(channel, value.substring(colon + 1) + " standby\n");
    var orders = new BufferedReader(Channels.newReader(channel, UTF_8));
    var order = orders.readLine();
    if (order == null) {
      return;
    }
    Thread.ofPlatform().daemon().name("lodestar-dev-loop").start(() -> endWith(orders));
    run(Stream.of(order.split(" ", -1)).skip(1).map(Standby::decoded).toList());
  }

  private static void send(SocketChannel channel, String line) throws IOException {
    for (ByteBuffer bytes = UTF_8.encode(line); bytes.hasRemaining(); ) {
      var _ = channel.write(bytes);
    }
  }

  private static String decoded(String word) {
    return new String(Base64.getDecoder().decode(word), UTF_8);
  }

  /// The loop says nothing more, so the end of the stream is the end of the loop.
  private static void endWith(BufferedReader orders) {
    try {
      while (orders.readLine() != null) {
        // nothing is said any more
      }
    } catch (IOException gone) {
      // The same.
    }
    var family = new Tree(ProcessHandle.current(), System.getenv().getOrDefault(Tree.MARK, ""));
    Thread.ofPlatform().daemon().name("lodestar-dev-last").start(Standby::endAnyhow);
    family.alive().stream()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .forEach(ProcessHandle::destroyForcibly);
    System.exit(ExitCode.FAILED);
  }

  /// What the application does when it is told to stop may take for ever, and nobody is there any
  /// more to lose patience.
  private static void endAnyhow() {
    try {
      Thread.sleep(DevSession.DRAIN_TIME);
    } catch (InterruptedException hurried) {
      // The same.
    }
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  private static void run(List<String> words) throws Throwable {
    try {
      var type = Class.forName(words.getFirst(), false, ClassLoader.getSystemClassLoader());
      MainMethod.of(type).call(words.subList(1, words.size()));
    } catch (StartupException | LaunchException mistake) {
      told(mistake);
    } catch (ExceptionInInitializerError broken) {
      if (broken.getCause() instanceof StartupException mistake) {
        told(mistake);
      }
      throw broken;
    } catch (RunFailure | ClassNotFoundException mistake) {
      told(mistake);
    }
  }

  /// The message says where, so frames would only hide it.
  private static void told(Exception mistake) {
    System.err.println(mistake.getMessage());
    System.exit(ExitCode.FAILED);
  }

  /// What the first requests need is loaded by serving some, on a port that nobody knows.
  private static void warmUp() {
    try {
      var app = Lodestar.app().routes(new Sample()).build();
      try (var server = app.start(ServerOptions.defaults().withPort(0))) {
        ask(server.port(), "GET /sample?name=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        ask(
            server.port(),
            "POST /sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type:"
                + " application/json\r\nContent-Length: 22\r\n\r\n{\"name\":\"x\",\"count\":1}\n");
        server.stop(Duration.ZERO);
      }
    } catch (IOException | RuntimeException | LinkageError failure) {
      // The application will meet it again, and say so.
    }
  }

  private static void ask(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      var _ = socket.getInputStream().readAllBytes();
    }
  }

  /// What is served to warm up.
  static final class Sample {
    /// A body.
    record Item(String name, int count) {}

    @Get("/sample")
    String text(String name) {
      return name;
    }

    @Post("/sample")
    List<Item> json(Item item) {
      return List.of(item);
    }
  }
}
