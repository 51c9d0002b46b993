package dev.lodestar.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.benchmarks.process.ClassPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/// Good, bad, slow and aborting clients at full load, for minutes or hours: whether a good request
/// ever fails, and whether anything of the server grows.
///
/// Argument: how many minutes, 20 unless it is given.
final class MixedLoad {
  private static final int GOOD_CLIENTS = 24;
  private static final int BAD_CLIENTS = 24;
  private static final int SAMPLES = 40;
  private static final long MEBIBYTE = 1 << 20;

  /// What good clients ask, and what they get.
  private static final List<String> GOOD = List.of("/plain", "/wait", "/echo", "/large", "/events");

  private final URI server;
  private final Map<String, LongAdder> answered = new ConcurrentSkipListMap<>();
  private final LongAdder bad = new LongAdder();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private MixedLoad(URI server) {
    this.server = server;
    for (var path : GOOD) {
      answered.put(path, new LongAdder());
    }
    answered.put("pipelined /plain", new LongAdder());
  }

  /// What the server says of itself.
  private record State(long heap, long direct, long files, long threads) {}

  static void main(String... arguments) throws Exception {
    var minutes = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
    System.out.printf(
        Locale.ROOT,
        "Java %s; %d minutes; load average %s.%n%n",
        Runtime.version(),
        minutes,
        ClassPath.loadAverage());
    boolean passed;
    try (var process = MixedServer.start()) {
      passed = new MixedLoad(process.uri()).run(Duration.ofMinutes(minutes));
    }
    System.exit(passed ? 0 : 1);
  }

  private boolean run(Duration time) throws InterruptedException {
    var states = new ArrayList<State>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < GOOD_CLIENTS; i++) {
        var seed = i;
        var _ = threads.submit(() -> repeat(new Random(seed), this::beGood));
      }
      for (var i = 0; i < BAD_CLIENTS; i++) {
        var seed = 1_000 + i;
        var _ = threads.submit(() -> repeat(new Random(seed), this::beBad));
      }
      var step = time.toMillis() / (SAMPLES + SAMPLES / 8);
      // The first look comes when everything has been loaded and compiled.
      Thread.sleep(step * (SAMPLES / 8));
      for (var i = 0; i < SAMPLES; i++) {
        Thread.sleep(step);
        look(states);
      }
      over = true;
    }
    return report(states);
  }

  private interface Deed {
    void run(Random random) throws IOException, InterruptedException;
  }

  private void repeat(Random random, Deed deed) {
    while (!over) {
      try {
        deed.run(random);
      } catch (IOException | RuntimeException failure) {
        failures.add(failure.toString());
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  private void look(List<State> states) {
    try (var client = new SoakClient(server)) {
      var numbers = client.text("/state").split(" ", -1);
      states.add(
          new State(
              Long.parseLong(numbers[0]),
              Long.parseLong(numbers[1]),
              Long.parseLong(numbers[2]),
              Long.parseLong(numbers[3])));
    } catch (IOException failure) {
      failures.add("/state: " + failure);
    }
  }

  /// Some requests on one connection, each answered as it should be.
  private void beGood(Random random) throws IOException {
    try (var client = new SoakClient(server)) {
      for (var i = random.nextInt(40); i >= 0; i--) {
        var path = GOOD.get(random.nextInt(random.nextInt(20) == 0 ? 5 : 4));
        switch (path) {
          case "/echo" -> {
            var size = random.nextInt(50_000);
            expect(path, client.echo(size, random.nextBoolean()), size);
          }
          case "/large" -> expect(path, client.download(path), 320_000);
          case "/events" -> expect(path, Math.min(500, client.download(path)), 500);
          default -> expect(path, client.text(path).length(), 5);
        }
        count(path, 1);
      }
      expect("pipelined", client.pipelined("/plain", 16), 16L * 5);
      count("pipelined /plain", 16);
    }
  }

  private void count(String what, int requests) {
    answered.computeIfAbsent(what, _ -> new LongAdder()).add(requests);
  }

  private static void expect(String what, long found, long expected) throws IOException {
    if (found != expected) {
      throw new IOException(what + ": " + found + " instead of " + expected);
    }
  }

  /// One of the ways to misbehave. What comes of it is nobody's failure.
  private void beBad(Random random) throws InterruptedException {
    bad.increment();
    try (var socket = new Socket()) {
      socket.setSoTimeout(10_000);
      socket.setReceiveBufferSize(random.nextBoolean() ? 4_096 : 1 << 16);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      var host = " HTTP/1.1\r\nHost: a\r\n";
      switch (random.nextInt(10)) {
        case 0 -> finish(socket, "nonsense " + random.nextInt() + "\r\n\r\n");
        case 1 ->
            finish(
                socket,
                "POST /echo"
                    + host
                    + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        case 2 -> drip(socket, "GET /plain" + host + "X: " + "x".repeat(100), random);
        case 3 ->
            drip(
                socket,
                "POST /echo" + host + "Content-Length: 1000\r\n\r\n" + "x".repeat(99),
                random);
        case 4 -> reset(socket, "GET /pl");
        case 5 -> reset(socket, "POST /echo" + host + "Content-Length: 90000\r\n\r\nabc");
        case 6 -> reset(socket, "GET /wait" + host + "\r\n");
        case 7 -> reset(socket, ("GET /large" + host + "\r\n").repeat(20));
        case 8 -> {
          send(socket, ("GET /large" + host + "\r\n").repeat(20));
          Thread.sleep(random.nextInt(4_000));
        }
        default -> {
          send(socket, "GET /events" + host + "\r\n");
          var _ = socket.getInputStream().read(new byte[200]);
          Thread.sleep(random.nextInt(100));
        }
      }
    } catch (IOException expected) {
      // the server has had enough
    }
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  private static void finish(Socket socket, String bytes) throws IOException {
    send(socket, bytes);
    socket.shutdownOutput();
    socket.getInputStream().readAllBytes();
  }

  private static void drip(Socket socket, String bytes, Random random)
      throws IOException, InterruptedException {
    for (var i = 0; i < bytes.length(); i++) {
      send(socket, bytes.substring(i, i + 1));
      Thread.sleep(random.nextInt(i < 10 ? 10 : 200));
    }
  }

  private static void reset(Socket socket, String bytes) throws IOException, InterruptedException {
    send(socket, bytes);
    Thread.sleep(3);
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException closed) {
      // by the server
    }
  }

  private boolean report(List<State> states) {
    System.out.println("|good requests|answered|");
    System.out.println("|---|---:|");
    answered.forEach(
        (path, count) -> System.out.printf(Locale.ROOT, "|%s|%,d|%n", path, count.sum()));
    System.out.printf(Locale.ROOT, "|failed|%,d|%n%n", failures.size());
    System.out.printf(Locale.ROOT, "%,d bad, slow or aborting clients.%n%n", bad.sum());
    failures.stream().limit(10).forEach(failure -> System.out.println("- " + failure));
    System.out.println("|what|first quarter|last quarter|allowed|");
    System.out.println("|---|---:|---:|---:|");
    var passed = failures.isEmpty();
    passed &= row(states, "heap after collections, KiB", state -> state.heap() / 1_024, 6_144);
    passed &=
        row(states, "direct memory, KiB", state -> state.direct() / 1_024, 8 * MEBIBYTE / 1_024);
    passed &= row(states, "open files", State::files, 20);
    passed &= row(states, "threads", State::threads, 4);
    System.out.printf(
        Locale.ROOT,
        "%n%s. Load average at the end: %s.%n",
        passed ? "Nothing failed, nothing grew" : "NOT PASSED",
        ClassPath.loadAverage());
    return passed;
  }

  /// Compares medians; `more` is how much above the first is no growth.
  private static boolean row(
      List<State> states, String what, ToLongFunction<State> value, long more) {
    var quarter = states.size() / 4;
    var first = median(states.subList(0, quarter), value);
    var last = median(states.subList(states.size() - quarter, states.size()), value);
    System.out.printf(Locale.ROOT, "|%s|%,d|%,d|%,d|%n", what, first, last, first + more);
    return last <= first + more;
  }

  private static long median(List<State> states, ToLongFunction<State> value) {
    var sorted = states.stream().mapToLong(value).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
