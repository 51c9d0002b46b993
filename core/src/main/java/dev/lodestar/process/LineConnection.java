package dev.lodestar.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A connection on which lines are exchanged, all of them together within one time: whoever is on
/// the other side cannot hold this one up.
final class LineConnection implements AutoCloseable {
  private static final int CHUNK = 8_192;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final long end;

  /// Takes a connection over, and closes it with itself.
  LineConnection(SocketChannel channel, Duration time) throws IOException {
    this.channel = channel;
    this.end = System.nanoTime() + time.toNanos();
    try {
      channel.configureBlocking(false);
      selector = Selector.open();
      key = channel.register(selector, 0);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /// Sends a line.
  ///
  /// @return whether it was sent in time
  boolean send(String line) throws IOException {
    var bytes = StandardCharsets.UTF_8.encode(line + "\n");
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0 && !isReady(SelectionKey.OP_WRITE)) {
        return false;
      }
    }
    return true;
  }

  /// Reads a line; what stands behind it is forgotten.
  ///
  /// @return the line; nothing if it does not come in time, is empty or too long
  Optional<String> read(int mostBytes) throws IOException {
    var line = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(CHUNK);
    while (line.size() <= mostBytes) {
      var count = channel.read(buffer);
      if (count < 0 || (count == 0 && !isReady(SelectionKey.OP_READ))) {
        return Optional.empty();
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        var next = buffer.get();
        if (next == '\n') {
          return Optional.of(line.toString(StandardCharsets.UTF_8).strip())
              .filter(text -> !text.isEmpty());
        }
        line.write(next);
      }
      buffer.clear();
    }
    return Optional.empty();
  }

  private boolean isReady(int what) throws IOException {
    var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left <= 0) {
      return false;
    }
    key.interestOps(what);
    selector.select(left);
    selector.selectedKeys().clear();
    return System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
