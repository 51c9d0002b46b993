package dev.lodestar.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// Random choices at one place. The algorithm is specified by the JDK, so a seed means the same
/// everywhere.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  <T> T of(List<? extends T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// A number of a range.
  ///
  /// @param last the largest one; at least `first`
  int between(int first, int last) {
    return (int) random.nextLong(first, last + 1L);
  }

  long between(long first, long last) {
    if (last < Long.MAX_VALUE) {
      return random.nextLong(first, last + 1);
    }
    return first > Long.MIN_VALUE ? random.nextLong(first - 1, last) + 1 : random.nextLong();
  }

  double fraction() {
    return random.nextDouble();
  }

  /// Whether something happens that does so once in a number of times.
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  long number() {
    return random.nextLong();
  }

  <T> List<T> shuffled(List<T> values) {
    var copy = new ArrayList<T>(values);
    Collections.shuffle(copy, new Random(random.nextLong()));
    return copy;
  }
}
