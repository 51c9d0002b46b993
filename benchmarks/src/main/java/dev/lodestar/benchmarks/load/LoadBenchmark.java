package dev.lodestar.benchmarks.load;

import dev.lodestar.benchmarks.application.Answers;
import dev.lodestar.benchmarks.load.LoadGenerator.Load;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Processors;
import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures two servers, by default a bare Netty server and Lodestar, in turn, round by round, and
/// prints the ratios.
final class LoadBenchmark {
  private static final long MOST_REQUESTS = 100_000_000;
  private static final long WARM = 50_000;
  private static final int MOST_WARM_UPS = 5;

  private final LoadOptions options;
  private final Processors processors;
  private final LoadGenerator client;

  private LoadBenchmark(LoadOptions options, Processors processors) {
    this.options = options;
    this.processors = processors;
    this.client =
        Wrk.isInstalled() && !options.bundledClient()
            ? new Wrk(processors.clientThreads())
            : new BundledClient(processors.clientThreads(), MOST_REQUESTS);
  }

  static void main(String... arguments) throws IOException, InterruptedException {
    LoadOptions options;
    try {
      options = LoadOptions.parse(arguments);
    } catch (IllegalArgumentException refused) {
      System.err.println(refused.getMessage() + "\n\n" + LoadOptions.USAGE);
      System.exit(2);
      return;
    }
    new LoadBenchmark(options, Processors.divide()).run();
  }

  private void run() throws IOException, InterruptedException {
    describe();
    try (var baseline = start(options.servers().getFirst());
        var compared = start(options.servers().getLast())) {
      Answers.check(baseline.uri());
      Answers.check(compared.uri());
      processors.moveClientHere();
      for (var answer : Answers.measured()) {
        if (answer.target().startsWith(options.route())) {
          warmUp(baseline, answer.target());
          warmUp(compared, answer.target());
        }
      }
      System.out.println(
          "|route|connections|server|requests/s|spread|p50 µs|p99 µs|CPU µs/request|");
      System.out.println("|---|---:|---|---:|---:|---:|---:|---:|");
      for (var connections : options.connections()) {
        for (var answer : Answers.measured()) {
          if (answer.target().startsWith(options.route())) {
            compare(baseline, compared, answer.target(), connections);
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%nResident after the load: %s %d MiB, %s %d MiB. Load average at the end: %s.%n",
          options.servers().getFirst(),
          baseline.residentMebibytes(),
          options.servers().getLast(),
          compared.residentMebibytes(),
          ClassPath.loadAverage());
    }
  }

  private void describe() {
    System.out.printf(
        Locale.ROOT,
        """
        Java %s (%s), %d processors; %s; load average %s.
        %s, %s; client: %s.
        %d rounds of %d s for each line, after %d s of warm-up for each route; medians. The ratios are the medians of the rounds' ratios.

        """,
        Runtime.version(),
        System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        processors,
        ClassPath.loadAverage(),
        String.join(", ", ClassPath.jars(name -> name.startsWith("netty-codec-http-"))),
        String.join(", ", ClassPath.jars(name -> name.startsWith("jackson-databind"))),
        client instanceof Wrk ? "wrk" : "the bundled one",
        options.rounds(),
        options.seconds(),
        options.warmUp());
  }

  private ServerProcess start(String name) throws IOException {
    var command = new ArrayList<String>();
    command.add(ClassPath.java());
    command.addAll(
        List.of(
            "-Xms256m",
            "-Xmx256m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options.serverFlags());
    command.addAll(
        List.of("-cp", ClassPath.own(), "dev.lodestar.benchmarks.application.ServeUntilInputEnds"));
    command.add(name);
    return ServerProcess.start(processors.onServer(command));
  }

  /// Warms up for the time, and longer if the machine is too busy for the compilers to have seen
  /// enough.
  private void warmUp(ServerProcess server, String target)
      throws IOException, InterruptedException {
    var address = server.uri().resolve(target);
    var requests = 0L;
    for (var i = 0; i < MOST_WARM_UPS && requests < WARM; i++) {
      requests += load(address, options.connections().getFirst(), options.warmUp()).requests();
    }
  }

  private void compare(
      ServerProcess baseline, ServerProcess compared, String target, int connections)
      throws IOException, InterruptedException {
    var before = new Measurement();
    var after = new Measurement();
    for (var round = 0; round < options.rounds(); round++) {
      before.add(measure(baseline, target, connections));
      after.add(measure(compared, target, connections));
    }
    print(target, connections, options.servers().getFirst(), before);
    print(target, connections, options.servers().getLast(), after);
    System.out.printf(
        Locale.ROOT,
        "|%s|%d|**ratio**|**%.2f**||%.2f|**%.2f**|**%.2f**|%n",
        target,
        connections,
        after.ratioTo(before, Measurement.Round::perSecond),
        after.ratioTo(before, Measurement.Round::median),
        after.ratioTo(before, Measurement.Round::percentile99),
        after.ratioTo(before, Measurement.Round::cpu));
  }

  private Measurement.Round measure(ServerProcess server, String target, int connections)
      throws IOException, InterruptedException {
    var before = server.cpu();
    var load = load(server.uri().resolve(target), connections, options.seconds());
    var cpu = server.cpu().minus(before);
    return new Measurement.Round(
        load.perSecond(),
        load.median(),
        load.percentile99(),
        cpu.toNanos() / 1e3 / load.requests());
  }

  private Load load(URI address, int connections, int seconds)
      throws IOException, InterruptedException {
    var load = client.run(LoadRequest.get(address), connections, Duration.ofSeconds(seconds));
    if (load.failures() > 0 || load.requests() == 0) {
      throw new IllegalStateException(
          address + ": " + load.failures() + " of " + load.requests() + " requests failed.");
    }
    return load;
  }

  private static void print(String target, int connections, String server, Measurement found) {
    System.out.printf(
        Locale.ROOT,
        "|%s|%d|%s|%.0f|%.0f %%|%.0f|%.0f|%.2f|%n",
        target,
        connections,
        server,
        found.perSecond(),
        found.spread(),
        found.median(),
        found.percentile99(),
        found.cpu());
  }
}
