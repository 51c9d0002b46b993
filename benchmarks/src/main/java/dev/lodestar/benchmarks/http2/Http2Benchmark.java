package dev.lodestar.benchmarks.http2;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Processors;
import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Measures bare Netty and Lodestar over HTTP/2 in turn, round by round, and prints the ratios.
final class Http2Benchmark {
  private static final List<String> SERVERS = List.of("netty-http2", "lodestar");
  private static final List<String> ROUTES = List.of("/plaintext", "/json");
  private static final int WARM_UP = 4;

  /// What one round has shown.
  private record Round(double perSecond, double cpu) {}

  private final Processors processors;
  private final int seconds;
  private final int rounds;

  private Http2Benchmark(Processors processors, int seconds, int rounds) {
    this.processors = processors;
    this.seconds = seconds;
    this.rounds = rounds;
  }

  static void main(String... arguments) throws IOException, InterruptedException {
    var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    new Http2Benchmark(Processors.divide(), seconds, rounds).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %s; %s; load average %s.%n%d rounds of %d s for each line; medians.%n%n",
        Runtime.version(),
        processors,
        String.join(", ", ClassPath.jars(name -> name.startsWith("netty-codec-http2-"))),
        ClassPath.loadAverage(),
        rounds,
        seconds);
    try (var netty = start(SERVERS.getFirst());
        var lodestar = start(SERVERS.getLast())) {
      processors.moveClientHere();
      System.out.println("|route|connections|streams|server|requests/s|CPU µs/request|");
      System.out.println("|---|---:|---:|---|---:|---:|");
      for (var route : ROUTES) {
        measure(netty, route, 2, 32, WARM_UP);
        measure(lodestar, route, 2, 32, WARM_UP);
        for (var shape : List.of(new int[] {1, 1}, new int[] {2, 32}, new int[] {16, 8})) {
          compare(netty, lodestar, route, shape[0], shape[1]);
        }
      }
    }
  }

  private ServerProcess start(String name) throws IOException {
    return ServerProcess.start(
        processors.onServer(
            List.of(
                ClassPath.java(),
                "-Xms256m",
                "-Xmx256m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.own(),
                "dev.lodestar.benchmarks.application.ServeUntilInputEnds",
                name)));
  }

  private void compare(
      ServerProcess netty, ServerProcess lodestar, String route, int connections, int streams)
      throws IOException, InterruptedException {
    var before = new Round[rounds];
    var after = new Round[rounds];
    for (var i = 0; i < rounds; i++) {
      before[i] = measure(netty, route, connections, streams, seconds);
      after[i] = measure(lodestar, route, connections, streams, seconds);
    }
    var line = "|%s|%d|%d|%s|%.0f|%.2f|%n";
    print(line, route, connections, streams, SERVERS.getFirst(), before);
    print(line, route, connections, streams, SERVERS.getLast(), after);
    var perSecond = new double[rounds];
    var cpu = new double[rounds];
    for (var i = 0; i < rounds; i++) {
      perSecond[i] = after[i].perSecond() / before[i].perSecond();
      cpu[i] = after[i].cpu() / before[i].cpu();
    }
    System.out.printf(
        Locale.ROOT,
        "|%s|%d|%d|**ratio**|**%.2f**|**%.2f**|%n",
        route,
        connections,
        streams,
        median(perSecond),
        median(cpu));
  }

  private static void print(
      String line, String route, int connections, int streams, String server, Round[] found) {
    System.out.printf(
        Locale.ROOT,
        line,
        route,
        connections,
        streams,
        server,
        median(Arrays.stream(found).mapToDouble(Round::perSecond).toArray()),
        median(Arrays.stream(found).mapToDouble(Round::cpu).toArray()));
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Round measure(
      ServerProcess server, String route, int connections, int streams, int seconds)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    var before = server.cpu();
    var clients = new ArrayList<StreamsClient>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < connections; i++) {
      var client = new StreamsClient(server.uri().getPort(), route, streams, end);
      clients.add(client);
      threads.add(Thread.ofPlatform().start(client));
    }
    for (var thread : threads) {
      thread.join();
    }
    var cpu = server.cpu().minus(before);
    var answers = clients.stream().mapToLong(StreamsClient::answers).sum();
    var failures = clients.stream().mapToLong(StreamsClient::failures).sum();
    if (failures > 0 || answers == 0) {
      throw new IllegalStateException(
          route + ": " + failures + " of " + answers + " requests failed.");
    }
    return new Round((double) answers / seconds, cpu.toNanos() / 1e3 / answers);
  }
}
