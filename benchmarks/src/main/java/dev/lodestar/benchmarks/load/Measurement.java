package dev.lodestar.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
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

  /// The median of the ratios to the rounds of another server, each with the one that was measured
  /// just before it. On a machine that others use too, neighbours in time had the same weather.
  double ratioTo(Measurement other, ToDoubleFunction<Round> value) {
    var ratios = new double[rounds.size()];
    for (var i = 0; i < ratios.length; i++) {
      ratios[i] = value.applyAsDouble(rounds.get(i)) / value.applyAsDouble(other.rounds.get(i));
    }
    return median(ratios);
  }

  private double median(ToDoubleFunction<Round> value) {
    return median(rounds.stream().mapToDouble(value).toArray());
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
