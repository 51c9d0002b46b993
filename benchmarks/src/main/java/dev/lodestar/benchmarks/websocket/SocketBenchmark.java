package dev.lodestar.benchmarks.websocket;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Measures how many messages a second come back, and what each costs the server: Lodestar with a
/// handler that blocks, beside Netty's own handler of WebSockets with nothing around it.
///
/// Arguments: the seconds of a round, 4 unless it is given; and the number of rounds, 3.
final class SocketBenchmark {
  private static final List<EchoClient.Load> LOADS =
      List.of(
          new EchoClient.Load(64, 1, 32),
          new EchoClient.Load(64, 16, 32),
          new EchoClient.Load(64, 1, 1_024),
          new EchoClient.Load(16, 1, 65_536));

  private static final List<String> SERVERS = List.of("lodestar", "netty");

  private SocketBenchmark() {}

  private record Round(double messages, double micros) {}

  static void main(String... arguments) throws IOException, InterruptedException {
    var seconds = arguments.length == 0 ? 4 : Integer.parseInt(arguments[0]);
    var rounds = arguments.length < 2 ? 3 : Integer.parseInt(arguments[1]);
    System.out.printf(
        Locale.ROOT, "Java %s; load average %s.%n%n", Runtime.version(), ClassPath.loadAverage());
    var processes = new LinkedHashMap<String, ServerProcess>();
    try {
      for (var server : SERVERS) {
        processes.put(server, start(server));
      }
      for (var process : processes.values()) {
        for (var load : LOADS) {
          EchoClient.run(process.uri(), load, TimeUnit.SECONDS.toNanos(seconds) / 2);
        }
      }
      System.out.println("|sockets|in flight|bytes|server|messages/s|µs of CPU|ratio of CPU|");
      System.out.println("|---:|---:|---:|---|---:|---:|---:|");
      for (var load : LOADS) {
        compare(processes, load, seconds, rounds);
      }
    } finally {
      processes.values().forEach(ServerProcess::close);
    }
    System.out.printf(Locale.ROOT, "%nLoad average at the end: %s.%n", ClassPath.loadAverage());
  }

  private static ServerProcess start(String server) throws IOException {
    return ServerProcess.start(
        List.of(
            ClassPath.java(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-cp",
            ClassPath.own(),
            SocketServers.class.getName(),
            server));
  }

  private static void compare(
      Map<String, ServerProcess> processes, EchoClient.Load load, int seconds, int rounds)
      throws IOException, InterruptedException {
    var measured = new LinkedHashMap<String, List<Round>>();
    for (var i = 0; i < rounds; i++) {
      for (var server : processes.entrySet()) {
        measured
            .computeIfAbsent(server.getKey(), _ -> new ArrayList<>())
            .add(measure(server.getValue(), load, seconds));
      }
    }
    var netty = median(measured.getOrDefault("netty", List.of()), false);
    for (var server : measured.entrySet()) {
      var micros = median(server.getValue(), false);
      System.out.printf(
          Locale.ROOT,
          "|%d|%d|%d|%s|%.0f|%.2f|%.2f|%n",
          load.connections(),
          load.depth(),
          load.size(),
          server.getKey(),
          median(server.getValue(), true),
          micros,
          micros / netty);
    }
  }

  private static Round measure(ServerProcess process, EchoClient.Load load, int seconds)
      throws IOException, InterruptedException {
    var before = process.cpu();
    var start = System.nanoTime();
    var messages = EchoClient.run(process.uri(), load, TimeUnit.SECONDS.toNanos(seconds));
    var elapsed = (System.nanoTime() - start) / 1e9;
    var cpu = process.cpu().minus(before);
    return new Round(messages / elapsed, cpu.toNanos() / 1e3 / messages);
  }

  private static double median(List<Round> rounds, boolean messages) {
    var values = rounds.stream().mapToDouble(r -> messages ? r.messages() : r.micros()).toArray();
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
