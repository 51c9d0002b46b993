package dev.lodestar.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/// The starts of a server.
final class PeerStarts {
  /// One start.
  ///
  /// @param milliseconds from the start of the process to its first answer
  /// @param cpu milliseconds of processor time until then
  record Start(double milliseconds, double cpu) {}

  private final List<Start> starts = new ArrayList<>();

  void add(Start start) {
    starts.add(start);
  }

  boolean isEmpty() {
    return starts.isEmpty();
  }

  double milliseconds() {
    return median(starts.stream().mapToDouble(Start::milliseconds).sorted().toArray());
  }

  double fastest() {
    return starts.stream().mapToDouble(Start::milliseconds).min().orElse(Double.NaN);
  }

  double cpu() {
    return median(starts.stream().mapToDouble(Start::cpu).sorted().toArray());
  }

  private static double median(double[] sorted) {
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
