package dev.lodestar.benchmarks.application;

/// The answer to a product that was accepted.
///
/// @param id its new number
/// @param name its name
/// @param price its price
public record Created(long id, String name, double price) {
  /// Accepts a product.
  ///
  /// @param product what was sent, and is valid
  /// @return the answer
  public static Created of(NewProduct product) {
    return new Created(101, product.name(), product.price());
  }
}
