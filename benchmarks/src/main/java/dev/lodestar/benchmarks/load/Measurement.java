package dev.lodestar.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The rounds of one server on one route with one number of connections.
final class Measurement {
  /// One round.
  ///
  /// @param perSecond requests a second
  /// @param median half of the answers took at most so many microseconds
  /// @param percentile99 99 of 100 answers took at most so many microseconds
  /// @param cpu microseconds of processor time of the server for each request
  record Round(double perSecond, double median, double percentile99, double cpu) {}

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  double perSecond() {
    return median(Round::perSecond);
  }

  double median() {
    return median(Round::median);
  }

  double percentile99() {
    return median(Round::percentile99);
  }

  double cpu() {
    return median(Round::cpu);
  }

  /// How far apart the fastest and the slowest round are, in percent of the median.
  double spread() {
    var speeds = rounds.stream().mapToDouble(Round::perSecond).summaryStatistics();
    return 100 * (speeds.getMax() - speeds.getMin()) / perSecond();
  }

  private double median(ToDoubleFunction<Round> value) {
    var sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
