package dev.lodestar.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a process tells which instance it is: a Unix domain socket in a folder that only its user
/// can enter. It answers a connection with one line and reads nothing, so it neither needs a route
/// of the application nor cares for TLS, proxies or how busy the application is.
final class ControlSocket implements AutoCloseable {
  /// What an address of a Unix domain socket may have on every system.
  private static final int MOST_BYTES_OF_PATH = 100;

  private static final int MOST_BYTES_OF_ANSWER = 4_096;
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
  /// @param answer what is told, at any time
  static ControlSocket open(StateFolder folder, String instance, Supplier<String> answer)
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
    Thread.ofPlatform().daemon().name("lodestar-control").start(() -> socket.serve(answer));
    return socket;
  }

  Path path() {
    return path;
  }

  private void serve(Supplier<String> answer) {
    while (channel.isOpen()) {
      try (var client = channel.accept()) {
        client.write(StandardCharsets.UTF_8.encode(answer.get() + "\n"));
      } catch (IOException gone) {
        // This client, or the socket, or there are no descriptors: no reason to spin.
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_IN_MILLIS);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks whoever listens at a socket; nothing if nobody answers in time.
  static Optional<String> ask(Path path, Duration patience) {
    var answer = new AtomicReference<>(Optional.<String>empty());
    var asking = Thread.ofPlatform().daemon().unstarted(() -> answer.set(answerOf(path)));
    asking.start();
    try {
      asking.join(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    asking.interrupt(); // closes the channel, if it is still open
    return answer.get();
  }

  private static Optional<String> answerOf(Path path) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      var buffer = ByteBuffer.allocate(MOST_BYTES_OF_ANSWER);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until the other side has told everything
      }
      return Optional.of(StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip());
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
