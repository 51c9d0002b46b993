package dev.lodestar.benchmarks.mixed;

import dev.lodestar.benchmarks.mixed.Endpoint.Both;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.soak.SoakClient;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// Good, bad, slow and aborting clients at full load, for minutes or hours: whether a good request
/// ever fails, and whether anything of the server grows.
///
/// Argument: how many minutes, 20 unless it is given.
final class MixedLoad {
  private static final int GOOD_CLIENTS = 24;
  private static final int BAD_CLIENTS = 48;
  private static final int SAMPLES = 40;

  /// The part of the time that comes before the first look, when everything has been loaded and
  /// compiled.
  private static final int WARM_UP_PART = 8;

  /// How long it takes until every limit of time of the server has passed for who has gone.
  private static final Duration UNTIL_REST = Duration.ofSeconds(20);

  private static final Duration BETWEEN_STARTS = Duration.ofMillis(50);

  private final Endpoint plain;
  private final Tally tally = new Tally();
  private final List<Client> good;
  private final List<Client> bad;
  private volatile boolean over;

  private MixedLoad(Both server) {
    plain = server.plain();
    good =
        List.of(
            new GoodHttp1(server.plain(), tally, "HTTP/1.1"),
            new GoodHttp1(server.secure(), tally, "HTTP/1.1 over TLS"),
            new GoodHttp2(server.plain(), tally, "HTTP/2, prior knowledge"),
            new GoodHttp2(server.secure(), tally, "HTTP/2 over TLS"),
            new GoodSockets(server.plain(), tally, "messages of WebSockets"),
            new GoodSockets(server.secure(), tally, "messages of WebSockets over TLS"));
    bad =
        List.of(
            new BadHttp1(server),
            new BadHttp2(server),
            new BadSockets(server),
            new BadTls(server.secure()));
  }

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
      var address = new InetSocketAddress(process.uri().getHost(), process.uri().getPort());
      passed = new MixedLoad(endpoints(address)).run(Duration.ofMinutes(minutes));
    }
    System.exit(passed ? 0 : 1);
  }

  private static Both endpoints(InetSocketAddress address)
      throws IOException, GeneralSecurityException {
    var trusting = SSLContext.getInstance("TLS");
    trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    var plain = new Endpoint(address, Optional.empty());
    var port = Integer.parseInt(ask(plain, "/secure-port"));
    return new Both(
        plain,
        new Endpoint(new InetSocketAddress(address.getAddress(), port), Optional.of(trusting)));
  }

  private static String ask(Endpoint endpoint, String path) throws IOException {
    try (var line = Line.open(endpoint, "http/1.1");
        var client = new SoakClient(line.socket())) {
      return client.text(path);
    }
  }

  private boolean run(Duration time) throws IOException, InterruptedException {
    var step = time.dividedBy(SAMPLES + SAMPLES / WARM_UP_PART);
    load(() -> Thread.sleep(step.multipliedBy(SAMPLES / WARM_UP_PART)));
    var before = rest();
    var under = new ArrayList<ServerState>();
    load(() -> {
      for (var i = 0; i < SAMPLES; i++) {
        Thread.sleep(step);
        look(under);
      }
    });
    return report(new Growth(before, under, rest()));
  }

  private interface Pause {
    void pass() throws InterruptedException;
  }

  /// Has all clients at work while something else goes on, and waits until they have ended. Each
  /// has a thread of the platform, so that none waits for another one that is busy with a flood.
  private void load(Pause pause) throws InterruptedException {
    over = false;
    try (var threads = Executors.newCachedThreadPool()) {
      for (var i = 0; i < GOOD_CLIENTS; i++) {
        start(threads, i, good.get(i % good.size()), false);
      }
      for (var i = 0; i < BAD_CLIENTS; i++) {
        start(threads, GOOD_CLIENTS + i, bad.get(i % bad.size()), true);
      }
      pause.pass();
      over = true;
    }
  }

  /// Starts one after the other: nobody waits for a server that has everything to compile at once.
  private void start(ExecutorService threads, int place, Client client, boolean mayFail)
      throws InterruptedException {
    Thread.sleep(BETWEEN_STARTS);
    var random = new Random(place);
    var _ =
        threads.submit(() -> {
          while (!over) {
            try {
              client.run(random);
            } catch (IOException | RuntimeException failure) {
              if (!mayFail) {
                tally.fail(client.getClass().getSimpleName(), failure);
              }
            } catch (InterruptedException end) {
              return;
            }
            if (mayFail) {
              tally.count(client.getClass().getSimpleName(), 1);
            }
          }
        });
  }

  private ServerState rest() throws IOException, InterruptedException {
    Thread.sleep(UNTIL_REST);
    return ServerState.parse(ask(plain, "/state"));
  }

  private void look(List<ServerState> states) {
    try {
      states.add(ServerState.parse(ask(plain, "/state")));
    } catch (IOException failure) {
      tally.fail("/state", failure);
    }
  }

  private boolean report(Growth growth) {
    var failures = tally.failures();
    failures.stream().limit(10).forEach(failure -> System.out.println("- " + failure));
    System.out.println("| clients | requests answered, or bad clients |\n|---|---:|");
    tally
        .counts()
        .forEach(
            (what, count) -> System.out.printf(Locale.ROOT, "| %s | %,d |%n", what, count.sum()));
    System.out.printf(Locale.ROOT, "| good ones that failed | %,d |%n%n", failures.size());
    System.out.println(growth.markdown());
    var passed = failures.isEmpty() && growth.passed();
    System.out.printf(
        Locale.ROOT,
        "%s. Load average at the end: %s.%n",
        passed ? "Nothing failed, nothing grew" : "NOT PASSED",
        ClassPath.loadAverage());
    return passed;
  }
}
