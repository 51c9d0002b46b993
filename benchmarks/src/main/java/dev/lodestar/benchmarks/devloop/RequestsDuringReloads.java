package dev.lodestar.benchmarks.devloop;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A few users who ask again and again while sources are saved.
final class RequestsDuringReloads {
  private static final int USERS = 4;
  private static final int THINK_MILLIS = 20;

  /// What has become of the requests.
  ///
  /// @param requests how many there were
  /// @param failures what those have met that were not answered with 200
  /// @param failed how many these were at each reload
  /// @param slowest milliseconds of the slowest request
  record Result(int requests, Map<String, Integer> failures, List<Integer> failed, int slowest) {}

  private final Contestant contestant;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger slowest = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
  private volatile boolean done;

  private RequestsDuringReloads(Contestant contestant) {
    this.contestant = contestant;
  }

  /// Edits again and again, while the users ask.
  ///
  /// @param reloads how many edits
  /// @param requests how many requests there are at least; they come evenly, so that each reload
  ///   meets some
  static Result run(Contestant contestant, int reloads, int requests)
      throws IOException, InterruptedException {
    return new RequestsDuringReloads(contestant).run(reloads, requests);
  }

  private Result run(int reloads, int requests) throws IOException, InterruptedException {
    var failedAtEach = new ArrayList<Integer>();
    try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < USERS; i++) {
        users.execute(this::askAgainAndAgain);
      }
      try {
        for (var i = 1; i <= reloads; i++) {
          var before = failed.get();
          contestant.edit(Contestant.Kind.BODY);
          while (sent.get() < requests * i / reloads) {
            Thread.sleep(5);
          }
          failedAtEach.add(failed.get() - before);
        }
      } finally {
        done = true;
      }
    }
    return new Result(sent.get(), Map.copyOf(failures), failedAtEach, slowest.get());
  }

  private void askAgainAndAgain() {
    try {
      while (!done) {
        Thread.sleep(THINK_MILLIS);
        var start = System.nanoTime();
        var answer = contestant.ask();
        var took = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
        slowest.accumulateAndGet(took, Math::max);
        if (!answer.equals("status 200")) {
          failed.incrementAndGet();
          failures.merge(answer, 1, Integer::sum);
        }
        sent.incrementAndGet();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
