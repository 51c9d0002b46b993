package dev.lodestar.dev.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where processes tell the loop what has become of them: a Unix domain socket in a folder that
/// only this user can enter. A process that stands by keeps its connection, over which it is told
/// to go on, and by whose end it learns that the loop has gone, however that happened.
final class LoopSocket implements AutoCloseable {
  /// What is told of processes.
  interface Listener {

    /// A process waits to be told what to run.
    void standsBy(long number, SocketChannel connection);

    /// A process serves.
    void serves(long number, int port, String wantedHost, int wantedPort);

    /// A process tells what its application offers.
    void described(long number, String document);
  }

  private final Path path;
  private final ServerSocketChannel channel;

  private LoopSocket(Path path, ServerSocketChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static LoopSocket open(Path folder, Listener listener) throws IOException {
    var path = folder.resolve("loop.sock");
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
    var socket = new LoopSocket(path, channel);
    Thread.ofPlatform().daemon().name("lodestar-dev-socket").start(() -> socket.accept(listener));
    return socket;
  }

  /// The value of the property by which a process finds it.
  String property(long number) {
    return path + ":" + number;
  }

  private void accept(Listener listener) {
    while (channel.isOpen()) {
      try {
        var connection = channel.accept();
        Thread.ofVirtual().name("lodestar-dev-child").start(() -> hear(connection, listener));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /// The only line that a process sends is the first; a document may come after it.
  private static void hear(SocketChannel connection, Listener listener) {
    try {
      var reader = new BufferedReader(Channels.newReader(connection, UTF_8));
      var line = reader.readLine();
      var words = line == null ? List.<String>of() : List.of(line.split(" ", -1));
      if (words.size() == 2 && words.get(1).equals("standby")) {
        listener.standsBy(Long.parseLong(words.getFirst()), connection);
        return;
      }
      if (words.size() == 2 && words.get(1).equals("described")) {
        var document = new StringWriter();
        var _ = reader.transferTo(document);
        listener.described(Long.parseLong(words.getFirst()), document.toString());
      }
      if (words.size() == 5 && words.get(1).equals("serving")) {
        listener.serves(
            Long.parseLong(words.getFirst()),
            Integer.parseInt(words.get(2)),
            words.get(3),
            Integer.parseInt(words.get(4)));
      }
      connection.close();
    } catch (IOException | NumberFormatException nobodyWeKnow) {
      try {
        connection.close();
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
