package dev.lodestar.benchmarks.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends messages over many sockets and waits until each has come back.
final class EchoClient {
  private static final String HANDSHAKE =
      """
      GET / HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  private static final int THREADS = 2;

  private EchoClient() {}

  /// What is sent.
  ///
  /// @param connections how many sockets
  /// @param depth how many messages each sends before it waits for all of them
  /// @param size how many bytes a message has; small ones are text, others bytes
  record Load(int connections, int depth, int size) {}

  /// Sends for a while.
  ///
  /// @return how many messages came back
  static long run(URI server, Load load, long nanos) throws IOException, InterruptedException {
    var tasks = new ArrayList<Callable<Long>>();
    for (var i = 0; i < THREADS; i++) {
      tasks.add(() -> work(server, load, load.connections() / THREADS, nanos));
    }
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var sum = 0L;
      for (Future<Long> part : threads.invokeAll(tasks)) {
        sum += part.get();
      }
      return sum;
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static long work(URI server, Load load, int connections, long nanos) throws IOException {
    var batch = batch(load);
    var answer = load.depth() * (load.size() + headSize(load.size()));
    var buffer = ByteBuffer.allocateDirect(1 << 18);
    var count = 0L;
    try (var selector = Selector.open()) {
      for (var i = 0; i < connections; i++) {
        var channel = open(server);
        channel.configureBlocking(false);
        channel.register(
            selector, SelectionKey.OP_READ, new Talk(channel, batch.duplicate(), answer));
      }
      var end = System.nanoTime() + nanos;
      for (var key : selector.keys()) {
        ((Talk) key.attachment()).send(key);
      }
      while (System.nanoTime() < end) {
        selector.select(100);
        for (var key : selector.selectedKeys()) {
          if (((Talk) key.attachment()).proceed(key, buffer)) {
            count += load.depth();
          }
        }
        selector.selectedKeys().clear();
      }
      for (var key : selector.keys()) {
        key.channel().close();
      }
    }
    return count;
  }

  private static SocketChannel open(URI server) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.write(ByteBuffer.wrap(HANDSHAKE.getBytes(US_ASCII)));
    var answer = new StringBuilder();
    var one = ByteBuffer.allocate(1);
    while (!answer.toString().endsWith("\r\n\r\n")) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new EOFException("The server refused the handshake: " + answer);
      }
      answer.append((char) one.get(0));
    }
    if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("The server refused the handshake: " + answer);
    }
    return channel;
  }

  private static int headSize(int size) {
    return size < 126 ? 2 : size < 1 << 16 ? 4 : 10;
  }

  /// The frames of a batch, masked.
  private static ByteBuffer batch(Load load) {
    var size = load.size();
    var batch = ByteBuffer.allocateDirect(load.depth() * (size + headSize(size) + 4));
    for (var i = 0; i < load.depth(); i++) {
      batch.put((byte) (size < 4_096 ? 0x81 : 0x82));
      if (size < 126) {
        batch.put((byte) (0x80 | size));
      } else if (size < 1 << 16) {
        batch.put((byte) 0xFE).putShort((short) size);
      } else {
        batch.put((byte) 0xFF).putLong(size);
      }
      batch.putInt(0x01020304);
      for (var at = 0; at < size; at++) {
        batch.put((byte) ('a' ^ (1 + at % 4)));
      }
    }
    return batch.flip();
  }

  /// One socket.
  private static final class Talk {
    private final SocketChannel channel;
    private final ByteBuffer batch;
    private final int answer;
    private int missing;

    Talk(SocketChannel channel, ByteBuffer batch, int answer) {
      this.channel = channel;
      this.batch = batch;
      this.answer = answer;
    }

    void send(SelectionKey key) throws IOException {
      batch.rewind();
      missing = answer;
      write(key);
    }

    private void write(SelectionKey key) throws IOException {
      channel.write(batch);
      key.interestOps(
          batch.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
    }

    /// Returns whether a batch has come back; the next is sent then.
    boolean proceed(SelectionKey key, ByteBuffer buffer) throws IOException {
      if (batch.hasRemaining()) {
        write(key);
      }
      buffer.clear();
      var count = channel.read(buffer);
      if (count < 0) {
        throw new EOFException("The server has closed a socket.");
      }
      missing -= count;
      if (missing > 0) {
        return false;
      }
      send(key);
      return true;
    }
  }
}
