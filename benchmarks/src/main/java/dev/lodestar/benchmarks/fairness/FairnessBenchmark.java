package dev.lodestar.benchmarks.fairness;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// Measures how long other requests take while handlers spin.
final class FairnessBenchmark {
  private static final int OTHERS = 32;
  private static final long PAUSE = 2;
  private static final long SPINNING = 2_000;
  private static final int ROUNDS = 5;

  private FairnessBenchmark() {}

  /// What keeps handlers busy.
  ///
  /// @param name for the table
  /// @param connections how many connections ask
  /// @param millis how long each answer takes
  private record Load(String name, int connections, long millis) {}

  private static List<Load> loads() {
    var processors = Runtime.getRuntime().availableProcessors();
    return List.of(
        new Load("none", 0, 1),
        new Load("one for 2 s", 1, SPINNING),
        new Load("one for each processor, 2 s", processors, SPINNING),
        new Load("four for each processor, 2 s", 4 * processors, SPINNING),
        new Load("one connection, 20 ms each time", 1, 20),
        new Load("one for each processor, 20 ms each time", processors, 20));
  }

  static void main(String... arguments) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        """
        Java %s, %d processors, shared by server and client; load average %s.
        %d connections ask for a text again and again, with pauses of %d ms, while others ask for what makes a handler spin; %d rounds of 2 s.

        |handlers|what spins|answers|p50 ms|p99 ms|longest ms|
        |---|---|---:|---:|---:|---:|
        """,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ClassPath.loadAverage(),
        OTHERS,
        PAUSE,
        ROUNDS);
    for (var load : loads()) {
      for (var mode : FairnessMode.values()) {
        measure(mode, load);
      }
    }
    System.out.printf(Locale.ROOT, "%nLoad average at the end: %s.%n", ClassPath.loadAverage());
  }

  private static void measure(FairnessMode mode, Load load)
      throws IOException, InterruptedException {
    try (var server = ServerProcess.start(command(mode))) {
      round(server.uri(), mode, new Load("warm-up", 0, 1));
      var all = new ArrayList<Long>();
      for (var round = 0; round < ROUNDS; round++) {
        all.addAll(round(server.uri(), mode, load));
      }
      var times = all.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(times);
      System.out.printf(
          Locale.ROOT,
          "|%s|%s|%d|%.1f|%.1f|%.1f|%n",
          mode.description(),
          load.name(),
          times.length,
          times[times.length / 2] / 1e6,
          times[(int) (times.length * 0.99)] / 1e6,
          times[times.length - 1] / 1e6);
    }
  }

  private static List<String> command(FairnessMode mode) {
    return List.of(
        ClassPath.java(),
        "-Xms256m",
        "-Xmx256m",
        "-Dlodestar.logging.level=error",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        ClassPath.own(),
        FairnessServer.class.getName(),
        mode.name());
  }

  /// Returns the times of the others, in nanoseconds: of all that asked while something spun.
  private static List<Long> round(URI server, FairnessMode mode, Load load)
      throws InterruptedException {
    var times = new ConcurrentLinkedQueue<Long>();
    var threads = new ArrayList<Thread>();
    var begin = System.nanoTime();
    var end = begin + TimeUnit.MILLISECONDS.toNanos(SPINNING);
    for (var i = 0; i < load.connections(); i++) {
      threads.add(
          Thread.ofPlatform().start(() -> ask(server, mode.path(load.millis()), end, 0, null)));
    }
    for (var i = 0; i < OTHERS; i++) {
      threads.add(Thread.ofPlatform().start(() -> ask(server, "/free", end, PAUSE, times)));
    }
    for (var thread : threads) {
      thread.join();
    }
    return List.copyOf(times);
  }

  private static void ask(
      URI server,
      String path,
      long end,
      long pause,
      @org.jspecify.annotations.Nullable ConcurrentLinkedQueue<Long> times) {
    try (var client = new KeptConnection(server)) {
      while (System.nanoTime() < end) {
        var start = System.nanoTime();
        client.get(path);
        if (times != null) {
          times.add(System.nanoTime() - start);
        }
        Thread.sleep(pause);
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
