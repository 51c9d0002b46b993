package dev.lodestar.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a process tells which instance it is, and is told what to do: a Unix domain socket in a
/// folder that only its user can enter. It needs no route of the application, and cares neither for
/// TLS and proxies nor for how busy the application is.
///
/// Whoever connects is told one line, `INSTANCE STATE HEALTH`. Who knows that instance may then ask
/// for something in a line of his own, and is answered with another one.
final class ControlSocket implements AutoCloseable {
  /// How long whoever connects may take to ask.
  static final Duration TIME_TO_ASK = Duration.ofSeconds(1);

  /// What an address of a Unix domain socket may have on every system.
  private static final int MOST_BYTES_OF_PATH = 100;

  private static final int MOST_CHARACTERS_OF_GREETING = 1_000;
  private static final int MOST_BYTES_OF_GREETING = 4 * MOST_CHARACTERS_OF_GREETING;
  private static final int MOST_BYTES_OF_REQUEST = 65_536;
  private static final int MOST_BYTES_OF_ANSWER = 4_000_000;
  private static final long PAUSE_IN_MILLIS = 20;

  private final ServerSocketChannel channel;
  private final Path path;
  private final @Nullable Path ownFolder;

  private ControlSocket(ServerSocketChannel channel, Path path, @Nullable Path ownFolder) {
    this.channel = channel;
    this.path = path;
    this.ownFolder = ownFolder;
  }

  /// Opens a socket.
  ///
  /// @param greeting what everybody is told, at any time
  /// @param answers the answer to a request, each of them one line; empty for none
  static ControlSocket open(
      StateFolder folder, String instance, Supplier<String> greeting, UnaryOperator<String> answers)
      throws IOException {
    var path = folder.path().resolve(instance.substring(0, 16) + ".sock");
    Path ownFolder = null;
    if (path.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_PATH) {
      ownFolder = Files.createTempDirectory("lodestar");
      path = ownFolder.resolve("control.sock");
    }
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
    var socket = new ControlSocket(channel, path, ownFolder);
    // A thread of the system: it has to answer also while virtual threads get no processor.
    Thread.ofPlatform()
        .daemon()
        .name("lodestar-control")
        .start(() -> socket.serve(greeting, answers));
    return socket;
  }

  Path path() {
    return path;
  }

  private void serve(Supplier<String> greeting, UnaryOperator<String> answers) {
    while (channel.isOpen()) {
      try {
        var client = channel.accept();
        var line = greeting.get().replace('\n', ' ');
        var cut = line.substring(0, Math.min(line.length(), MOST_CHARACTERS_OF_GREETING));
        greet(new LineConnection(client, TIME_TO_ASK), cut, answers);
      } catch (IOException gone) {
        // This client, or the socket, or there are no descriptors: no reason to spin.
        pause();
      }
    }
  }

  private static void greet(LineConnection client, String line, UnaryOperator<String> answers)
      throws IOException {
    if (client.send(line)) {
      // Who asks for nothing must not keep others waiting.
      Thread.ofPlatform()
          .daemon()
          .name("lodestar-control-request")
          .start(() -> answer(client, answers));
    } else {
      client.close();
    }
  }

  private static void answer(LineConnection client, UnaryOperator<String> answers) {
    try (client) {
      var request = client.read(MOST_BYTES_OF_REQUEST);
      if (request.isPresent()) {
        var _ = client.send(answers.apply(request.get()));
      }
    } catch (IOException gone) {
      return; // nobody wants the answer
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_IN_MILLIS);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  /// Listens to the greeting of whoever listens at a socket; nothing if nobody answers in time.
  static Optional<String> ask(Path path, Duration patience) {
    return within(path, patience, connection -> connection.read(MOST_BYTES_OF_GREETING));
  }

  /// Asks an instance for something; nothing if another one answers, or nobody does in time.
  static Optional<String> ask(Path path, String instance, String request, Duration patience) {
    return within(
        path,
        patience,
        connection -> {
          var greeting = connection.read(MOST_BYTES_OF_GREETING);
          return greeting.isPresent()
                  && greeting.get().startsWith(instance + " ")
                  && connection.send(request)
              ? connection.read(MOST_BYTES_OF_ANSWER)
              : Optional.empty();
        });
  }

  /// What is said on a connection.
  private interface Talk {
    Optional<String> with(LineConnection connection) throws IOException;
  }

  /// In a thread of its own, since connecting waits for as long as the other side likes.
  private static Optional<String> within(Path path, Duration patience, Talk talk) {
    var answer = new AtomicReference<>(Optional.<String>empty());
    var asking =
        Thread.ofPlatform().daemon().unstarted(() -> answer.set(answerOf(path, patience, talk)));
    asking.start();
    try {
      asking.join(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    asking.interrupt(); // closes the channel, if it is still open
    return answer.get();
  }

  private static Optional<String> answerOf(Path path, Duration patience, Talk talk) {
    try (var connection =
        new LineConnection(SocketChannel.open(UnixDomainSocketAddress.of(path)), patience)) {
      return talk.with(connection);
    } catch (IOException | RuntimeException nobody) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
    if (ownFolder != null) {
      Files.deleteIfExists(ownFolder);
    }
  }
}
