package dev.lodestar.pagination;

/// Checks of what programs ask for.
final class Ranges {
  private Ranges() {}

  static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "The " + name + " is " + value + "; expected " + least + " to " + most + ".");
    }
  }

  /// Refuses more items than were asked for.
  static void checkCount(int count, int most, String read) {
    if (count > most) {
      throw new IllegalArgumentException(
          "There are "
              + count
              + " items, but "
              + most
              + " were asked for; read no more rows than "
              + read
              + " says.");
    }
  }

  static void checkTotal(long total) {
    if (total < 0) {
      throw new IllegalArgumentException("The total is " + total + "; expected 0 or more.");
    }
  }
}
