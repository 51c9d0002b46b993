package dev.lodestar.benchmarks.peers;

import dev.lodestar.benchmarks.load.BundledClient;
import dev.lodestar.benchmarks.load.LoadGenerator;
import dev.lodestar.benchmarks.load.LoadGenerator.Load;
import dev.lodestar.benchmarks.load.LoadRequest;
import dev.lodestar.benchmarks.load.Measurement;
import dev.lodestar.benchmarks.load.Wrk;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.PortProcess;
import dev.lodestar.benchmarks.process.Processors;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Builds the peers, takes the times of their starts, checks their answers, loads them in turn, and
/// prints what was found as Markdown.
///
/// Arguments: the folder of the repository, and the options.
final class PeersBenchmark {
  private static final long MOST_REQUESTS = 100_000_000;
  private static final int WARM_UP_CONNECTIONS = 64;
  private static final int SECONDS_FOR_TIMES = 1;
  private static final List<String> FLAGS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  private final PeersOptions options;
  private final Path repository;
  private final Path logs;
  private final Processors processors = Processors.divide();
  private final LoadGenerator client;

  /// Takes the times of answers where the client does not.
  private final LoadGenerator timer;

  private final PeersResults results = new PeersResults();
  private final Map<Peer, PortProcess> servers = new LinkedHashMap<>();

  private PeersBenchmark(Path repository, PeersOptions options) throws IOException {
    this.options = options;
    this.repository = repository;
    this.logs = Files.createDirectories(repository.resolve("benchmarks/target/peers"));
    this.timer = new BundledClient(processors.clientThreads(), MOST_REQUESTS);
    this.client =
        Wrk.isInstalled() && !options.bundledClient() ? new Wrk(processors.clientThreads()) : timer;
  }

  static void main(String... arguments) throws IOException, InterruptedException {
    var repository = Path.of(arguments[0]);
    var rest = List.of(arguments).subList(1, arguments.length);
    if (rest.contains("--help")) {
      System.out.print(PeersOptions.USAGE);
      return;
    }
    PeersOptions options;
    List<Peer> peers;
    try {
      options = PeersOptions.parse(rest);
      peers = Peers.named(Peers.all(repository), options.peers());
    } catch (IllegalArgumentException refused) {
      System.err.println(refused.getMessage() + "\n\n" + PeersOptions.USAGE);
      System.exit(2);
      return;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroy)));
    var benchmark = new PeersBenchmark(repository, options);
    var text = benchmark.run(peers, String.join(" ", rest));
    System.out.println(text);
    if (options.markdown().isPresent()) {
      Files.writeString(Path.of(options.markdown().get()), text);
    }
  }

  private String run(List<Peer> peers, String command) throws IOException, InterruptedException {
    var head = head(command);
    for (var peer : peers) {
      new PeerBuild(repository, logs).build(peer).ifPresent(why -> exclude(peer, why));
    }
    takeStarts(peers);
    for (var peer : peers) {
      footprint(peer, classes(peer), 0, 0);
    }
    try {
      load(peers);
    } finally {
      servers.values().forEach(PortProcess::close);
    }
    var tables = new PeersReport(peers, options.cells(), results).text();
    return head + tables + "\nLoad average at the end: " + ClassPath.loadAverage() + ".\n";
  }

  private String head(String command) {
    return String.format(
        Locale.ROOT,
        """
        `benchmarks/peers %s`: Java %s (%s), %d processors; %s; load average %s at the start.
        Options of all servers: `%s`. Client: %s. %d rounds of %d s for each line, all loads and all servers in turn in each of them, after %d s \
        of warm-up for each endpoint and a round that does not count; medians. Ratios are the medians of the rounds' ratios.

        """,
        command,
        Runtime.version(),
        System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        processors,
        ClassPath.loadAverage(),
        String.join(" ", flags()),
        client instanceof Wrk ? "wrk" : "the bundled one",
        options.rounds(),
        options.seconds(),
        options.warmUp());
  }

  private void exclude(Peer peer, String why) {
    progress(peer.title() + " is left out: " + why);
    results.broken(peer.name(), why);
  }

  private static void progress(String line) {
    System.err.println(line);
  }

  private List<String> flags() {
    var flags = new ArrayList<>(FLAGS);
    flags.addAll(options.flags());
    return flags;
  }

  private List<String> command(Peer peer, List<String> more) {
    var options = flags();
    options.addAll(more);
    return peer.command(ClassPath.java(), options);
  }

  private PortProcess start(Peer peer, List<String> command) throws IOException {
    var output = logs.resolve(peer.name() + ".log").toFile();
    return PortProcess.start(peer.title(), command, Endpoint.PLAINTEXT.target(), output);
  }

  /// The first start of each reads files that nobody has read before, and does not count.
  private void takeStarts(List<Peer> peers) {
    for (var round = -1; options.starts() > 0 && round < options.starts(); round++) {
      for (var peer : peers) {
        if (results.isBroken(peer.name())) {
          continue;
        }
        try (var server = start(peer, command(peer, List.of()))) {
          var time = server.awaitFirstAnswer().toNanos() / 1e6;
          progress(String.format(Locale.ROOT, "start of %s: %.0f ms", peer.title(), time));
          if (round >= 0) {
            var cpu = server.cpu().toNanos() / 1e6;
            results.startsOf(peer.name()).add(new PeerStarts.Start(time, cpu));
          }
        } catch (IOException failure) {
          exclude(peer, String.valueOf(failure.getMessage()));
        }
      }
    }
  }

  private long classes(Peer peer) throws IOException {
    if (options.starts() == 0 || results.isBroken(peer.name())) {
      return 0;
    }
    var log = logs.resolve(peer.name() + "-classes.log");
    try (var server = start(peer, command(peer, List.of("-Xlog:class+load=info:file=" + log)))) {
      server.awaitFirstAnswer();
    }
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }

  private void footprint(Peer peer, long classes, long idle, long loaded) {
    results.footprint(peer.name(), new PeersResults.Footprint(classes, idle, loaded));
  }

  private void load(List<Peer> peers) throws IOException, InterruptedException {
    for (var peer : peers) {
      if (!results.isBroken(peer.name()) && !peer.onlyStarts()) {
        startForLoad(peer);
      }
    }
    processors.moveClientHere();
    check();
    for (var peer : servers.keySet()) {
      var classes = results.footprintOf(peer.name()).classes();
      footprint(peer, classes, server(peer).residentMebibytes(), 0);
    }
    var cells = options.cells();
    if (cells.isEmpty()) {
      return;
    }
    warmUp();
    measure(cells);
    for (var peer : servers.keySet()) {
      var before = results.footprintOf(peer.name());
      footprint(peer, before.classes(), before.idle(), server(peer).residentMebibytes());
    }
  }

  private void startForLoad(Peer peer) {
    try {
      var server = start(peer, processors.onServer(command(peer, List.of())));
      servers.put(peer, server);
      server.awaitFirstAnswer();
    } catch (IOException failure) {
      exclude(peer, String.valueOf(failure.getMessage()));
    }
  }

  private PortProcess server(Peer peer) {
    var server = servers.get(peer);
    if (server == null) {
      throw new IllegalStateException(peer.title() + " does not run.");
    }
    return server;
  }

  private void check() throws InterruptedException {
    try (var questions = HttpClient.newHttpClient()) {
      for (var peer : servers.keySet()) {
        for (var endpoint : options.endpoints()) {
          new ShopCheck(questions, server(peer).uri())
              .wrongWith(endpoint)
              .ifPresent(what -> leaveOut(peer, endpoint, what));
        }
      }
    }
  }

  private void leaveOut(Peer peer, Endpoint endpoint, String what) {
    progress(peer.title() + " is left out on " + endpoint.title() + ": " + what);
    results.wrong(peer.name(), endpoint, what);
  }

  private void warmUp() throws InterruptedException {
    for (var endpoint : options.endpoints()) {
      for (var peer : servers.keySet()) {
        var cell = new Cell(endpoint, WARM_UP_CONNECTIONS, 1);
        if (results.stands(peer.name(), cell)) {
          send(client, peer, cell, options.warmUp());
        }
      }
    }
  }

  /// Every round has all loads, so that what changes with time (the compiler is done, the machine
  /// is held) is the same for all; who comes first changes from round to round. What the first one
  /// says does not count: there is always something that a server does for the first time.
  private void measure(List<Cell> cells) throws InterruptedException {
    var order = new ArrayList<>(servers.keySet());
    for (var round = -1; round < options.rounds(); round++) {
      for (var cell : cells) {
        for (var peer : order) {
          if (results.stands(peer.name(), cell)) {
            measure(cell, peer, round >= 0);
          }
        }
        Collections.rotate(order, -1);
      }
    }
  }

  private void measure(Cell cell, Peer peer, boolean counts) throws InterruptedException {
    var before = server(peer).cpu();
    var load = send(client, peer, cell, options.seconds());
    var cpu = server(peer).cpu().minus(before).toNanos() / 1e3 / load.requests();
    if (!load.hasTimes() && results.stands(peer.name(), cell)) {
      load = load.withTimesOf(send(timer, peer, cell, SECONDS_FOR_TIMES));
    }
    if (counts && results.stands(peer.name(), cell)) {
      progress(
          String.format(
              Locale.ROOT,
              "%s, %s: %.0f requests/s, p99 %.0f µs, %.2f µs of CPU",
              cell.title(),
              peer.title(),
              load.perSecond(),
              load.percentile99(),
              cpu));
      results.add(
          cell,
          peer.name(),
          new Measurement.Round(load.perSecond(), load.median(), load.percentile99(), cpu));
    }
  }

  /// Sends a load. A server that fails is not measured with it.
  private Load send(LoadGenerator client, Peer peer, Cell cell, int seconds)
      throws InterruptedException {
    var endpoint = cell.endpoint();
    var address = server(peer).uri().resolve(endpoint.target());
    try {
      var load =
          client.run(
              new LoadRequest(address, endpoint.json(), cell.depth()),
              cell.connections(),
              Duration.ofSeconds(seconds));
      if (load.failures() > 0 || load.requests() == 0) {
        fail(
            peer,
            cell,
            load.requests() == 0
                ? "no answer within " + seconds + " s"
                : load.failures() + " of " + load.requests() + " requests failed");
      }
      return load;
    } catch (IOException failure) {
      fail(peer, cell, String.valueOf(failure.getMessage()));
      return new Load(1, 1, seconds, 0, 0);
    }
  }

  private void fail(Peer peer, Cell cell, String how) {
    progress(peer.title() + " does not stand " + cell.title() + ": " + how);
    results.failed(peer.name(), cell, how);
  }
}
