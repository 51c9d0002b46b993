package dev.lodestar.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;

/// One thread of the bundled load generator, with its share of the connections.
final class BundledClientWorker implements Callable<BundledClientWorker.Result> {
  /// What one thread found.
  ///
  /// @param times how long each answer took since its request was sent, in nanoseconds; those that
  ///   are pipelined are sent together
  /// @param failures answers that are no success, and broken connections
  record Result(Histogram times, long failures) {}

  private static final long LAST_ANSWERS = 5_000_000_000L;

  private final InetSocketAddress server;
  private final byte[] requests;
  private final int depth;
  private final int connections;
  private final long end;
  private final long mostRequests;
  private final Histogram times = new Histogram(3);
  private long failures;
  private int open;

  BundledClientWorker(
      InetSocketAddress server, LoadRequest request, int connections, long end, long mostRequests) {
    this.server = server;
    this.requests = request.text().repeat(request.depth()).getBytes(US_ASCII);
    this.depth = request.depth();
    this.connections = connections;
    this.end = end;
    this.mostRequests = mostRequests;
  }

  @Override
  public Result call() throws IOException {
    try (var selector = Selector.open()) {
      try {
        for (var i = 0; i < connections; i++) {
          open(selector);
        }
        while (open > 0 && System.nanoTime() - end < LAST_ANSWERS) {
          selector.select(this::read, 1000);
        }
      } finally {
        for (var key : selector.keys()) {
          key.channel().close();
        }
      }
    }
    return new Result(times, failures + open);
  }

  private void open(Selector selector) throws IOException {
    var channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    open++;
    connection.send();
  }

  private void read(SelectionKey key) {
    var connection = (Connection) key.attachment();
    try {
      connection.read();
    } catch (IOException broken) {
      failures++;
      connection.close();
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final AnswerReader answers = new AnswerReader();
    private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer output = ByteBuffer.allocateDirect(requests.length).put(requests);
    private long sent;
    private long count;
    private int pending;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send() throws IOException {
      count += depth;
      pending = depth;
      output.rewind();
      sent = System.nanoTime();
      while (output.hasRemaining()) {
        channel.write(output); // so few bytes fit into any socket, sooner or later
      }
    }

    void read() throws IOException {
      input.clear();
      if (channel.read(input) < 0) {
        throw new IOException("The server closed the connection.");
      }
      var now = System.nanoTime();
      input.flip();
      while (answers.completes(input)) {
        takeAnswer(now);
      }
    }

    private void takeAnswer(long now) throws IOException {
      if (--pending < 0) {
        throw new IOException("The server sent more answers than there were requests.");
      }
      if (answers.status() < 200 || answers.status() >= 300) {
        failures++;
      }
      times.recordValue(now - sent);
      if (pending == 0) {
        if (now < end && count < mostRequests) {
          send();
        } else {
          close();
        }
      }
    }

    void close() {
      open--;
      try {
        channel.close();
      } catch (IOException alreadyClosed) {
        // then it is closed
      }
    }
  }
}
