package dev.lodestar.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void the_median_of_the_rounds_counts() {
    var measurement = new Measurement();
    for (var value : new double[] {100, 900, 200}) {
      measurement.add(new Measurement.Round(value, value, value, value));
    }

    assertThat(measurement.perSecond()).isEqualTo(200);
    assertThat(measurement.spread()).isEqualTo(400);
    measurement.add(new Measurement.Round(300, 300, 300, 300));
    assertThat(measurement.cpu()).isEqualTo(250);
  }

  @Test
  void rounds_are_compared_with_their_neighbours() {
    var slow = new Measurement();
    var fast = new Measurement();
    for (var weather : new double[] {1, 10, 100}) {
      slow.add(new Measurement.Round(weather, 1, 1, 1));
      fast.add(new Measurement.Round(2 * weather, 1, 1, 1));
    }

    assertThat(fast.ratioTo(slow, Measurement.Round::perSecond)).isEqualTo(2);
  }
}
