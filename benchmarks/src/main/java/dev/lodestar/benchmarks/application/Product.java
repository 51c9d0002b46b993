package dev.lodestar.benchmarks.application;

import java.util.List;

/// The small record that is sent as JSON, about 100 bytes long.
///
/// @param id a number
/// @param name a text
/// @param price a number with a fraction
/// @param available a truth value
/// @param tags a list of two texts
public record Product(long id, String name, double price, boolean available, List<String> tags) {
  /// Returns the product that every application answers with.
  ///
  /// @return a new one, as if it had been read from a database
  public static Product sample() {
    return new Product(42, "Pocket compass", 12.5, true, List.of("navigation", "brass"));
  }
}
