package dev.lodestar.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Opens streams that have sent one event and then are silent, and measures what each of them costs
/// the server.
///
/// Arguments: the number of streams, 10,000 unless it is given; and what is asked for, `/events`
/// for content that is written by hand, unless it is `/sse` for events as an application sends
/// them, or `/socket` for WebSockets, which are silent from the beginning.
final class IdleStreams {
  /// How many connections come from one address of the loopback network, which has many.
  private static final int MOST_PER_ADDRESS = 20_000;

  private static final int WARM_UP = 200;

  private static final String HANDSHAKE =
      """
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  private final URI server;
  private final ByteBuffer request;

  /// What ends what the server says at first.
  private final String beginning;

  private final Deque<SocketChannel> open = new ArrayDeque<>();
  private final ByteBuffer received = ByteBuffer.allocate(4_096);

  private IdleStreams(URI server, String path) {
    this.server = server;
    var socket = path.equals("/socket");
    beginning = socket ? "\r\n\r\n" : "data: hello\n\n\r\n";
    request =
        ByteBuffer.wrap(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + (socket ? HANDSHAKE : "\r\n"))
                .getBytes(ISO_8859_1));
  }

  static void main(String... arguments) throws IOException, InterruptedException {
    var count = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    var path = arguments.length < 2 ? "/events" : arguments[1];
    System.out.printf(
        Locale.ROOT, "Java %s; load average %s.%n%n", Runtime.version(), ClassPath.loadAverage());
    System.out.println("|streams|heap KiB|resident MiB|");
    System.out.println("|---:|---:|---:|");
    try (var process = SoakServer.start(Path.of("none"), 0, List.of("-Xmx512m"))) {
      var streams = new IdleStreams(process.uri(), path);
      streams.add(WARM_UP);
      streams.close();
      var before = look(process, 0);
      var last = before;
      for (var part = 1; part <= 4; part++) {
        streams.add(count * part / 4 - count * (part - 1) / 4);
        last = look(process, count * part / 4);
      }
      var events = streams.closeAfterHeartbeats();
      var after = look(process, 0);
      System.out.printf(
          Locale.ROOT,
          "%nEach stream costs %d bytes of heap and %d bytes of resident memory. %d of %d streams"
              + " had a heartbeat. Heap of each that stays afterwards: %d bytes. Load average at the"
              + " end: %s.%n",
          (last.heap() - before.heap()) / count,
          (last.resident() - before.resident()) * (1 << 20) / count,
          events,
          count,
          (after.heap() - before.heap()) / count,
          ClassPath.loadAverage());
    }
  }

  private record Cost(long heap, long resident) {}

  private static Cost look(ServerProcess process, int streams)
      throws IOException, InterruptedException {
    // A client that closes looks as if it had closed its side alone until a stream has been silent
    // for two seconds.
    Thread.sleep(streams == 0 ? 10_000 : 1_000);
    var heap = SoakClient.heap(process.uri()).used();
    var cost = new Cost(heap, process.residentMebibytes());
    System.out.printf(Locale.ROOT, "|%d|%d|%d|%n", streams, heap / 1_024, cost.resident());
    return cost;
  }

  private void add(int count) throws IOException {
    for (var i = 0; i < count; i++) {
      var channel = SocketChannel.open();
      var address = "127.0.0." + (1 + open.size() / MOST_PER_ADDRESS);
      channel.bind(new InetSocketAddress(address, 0));
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.write(request.duplicate());
      open.add(channel);
      readUntil(channel, beginning);
    }
  }

  private void readUntil(SocketChannel channel, String end) throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      received.clear();
      if (channel.read(received) < 0) {
        throw new EOFException("The server has closed a stream after: " + text);
      }
      text.append(new String(received.array(), 0, received.position(), ISO_8859_1));
    }
  }

  /// Reads what has come meanwhile, closes all, and returns how many had got something.
  private int closeAfterHeartbeats() throws IOException, InterruptedException {
    Thread.sleep(24_000);
    var beating = 0;
    for (var channel : new ArrayList<>(open)) {
      channel.configureBlocking(false);
      received.clear();
      if (channel.read(received) > 0) {
        beating++;
      }
    }
    close();
    return beating;
  }

  private void close() throws IOException {
    while (!open.isEmpty()) {
      open.remove().close();
    }
  }
}
