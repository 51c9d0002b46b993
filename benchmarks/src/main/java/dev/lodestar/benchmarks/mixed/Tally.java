package dev.lodestar.benchmarks.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What became of the clients. Thread-safe.
final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  void count(String what, long number) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).add(number);
  }

  void fail(String what, Exception failure) {
    failures.add(what + ": " + failure);
  }

  Map<String, LongAdder> counts() {
    return counts;
  }

  List<String> failures() {
    return new ArrayList<>(failures);
  }
}
