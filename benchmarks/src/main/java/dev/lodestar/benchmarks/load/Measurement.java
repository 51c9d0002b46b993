package dev.lodestar.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The rounds of one server on one route with one number of connections.
public final class Measurement {
  /// One round.
  ///
  /// @param perSecond requests a second
  /// @param median half of the answers took at most so many microseconds
  /// @param percentile99 99 of 100 answers took at most so many microseconds
  /// @param cpu microseconds of processor time of the server for each request
  public record Round(double perSecond, double median, double percentile99, double cpu) {}

  private final List<Round> rounds = new ArrayList<>();

  /// Adds a round.
  ///
  /// @param round what was found
  public void add(Round round) {
    rounds.add(round);
  }

  /// Returns the speed.
  ///
  /// @return the median of the rounds
  public double perSecond() {
    return median(Round::perSecond);
  }

  /// Returns how long half of the answers took at most.
  ///
  /// @return the median of the rounds, in microseconds
  public double median() {
    return median(Round::median);
  }

  /// Returns how long 99 of 100 answers took at most.
  ///
  /// @return the median of the rounds, in microseconds
  public double percentile99() {
    return median(Round::percentile99);
  }

  /// Returns the processor time of the server for each request.
  ///
  /// @return the median of the rounds, in microseconds
  public double cpu() {
    return median(Round::cpu);
  }

  /// Returns how far apart the fastest and the slowest round are.
  ///
  /// @return percents of the median
  public double spread() {
    var speeds = rounds.stream().mapToDouble(Round::perSecond).summaryStatistics();
    return 100 * (speeds.getMax() - speeds.getMin()) / perSecond();
  }

  /// Returns the median of the ratios to the rounds of another server, each with the one of the
  /// same turn. On a machine that others use too, neighbours in time had the same weather.
  ///
  /// @param other the measurement of the other server, with as many rounds
  /// @param value what is compared
  /// @return this server's divided by the other's
  public double ratioTo(Measurement other, ToDoubleFunction<Round> value) {
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
