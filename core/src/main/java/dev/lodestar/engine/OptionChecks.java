package dev.lodestar.engine;

import java.time.Duration;

/// Whether values of options are in their ranges, in the same words for all of them.
final class OptionChecks {
  private OptionChecks() {}

  static void checkRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " is "
              + value
              + ", but it is a number from "
              + least
              + (most == Long.MAX_VALUE ? " on." : " to " + most + "."));
    }
  }

  static void checkPositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "The " + name + " is " + value + ", but it has to be longer than zero.");
    }
  }
}
