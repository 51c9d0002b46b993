package dev.lodestar.benchmarks.dto.byhand;

import dev.lodestar.benchmarks.dto.Part;

/// What everybody sees of a part, written by hand.
///
/// @param sku what it is called in the catalogue
/// @param name what it is called
/// @param price what it costs
/// @param amount how many of it are in the article
public record PartView(String sku, String name, double price, int amount) {

  static PartView of(Part part) {
    return new PartView(part.sku(), part.name(), part.price(), part.amount());
  }
}
