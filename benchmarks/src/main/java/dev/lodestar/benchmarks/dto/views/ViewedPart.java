package dev.lodestar.benchmarks.dto.views;

import com.fasterxml.jackson.annotation.JsonView;
import dev.lodestar.benchmarks.dto.Part;
import dev.lodestar.benchmarks.dto.views.Views.Write;

/// A part again, with Jackson's views.
///
/// @param sku what it is called in the catalogue
/// @param name what it is called
/// @param price what it costs
/// @param cost what it cost the shop
/// @param amount how many of it are in the article
public record ViewedPart(
    String sku, String name, double price, @JsonView(Write.class) double cost, int amount) {

  static ViewedPart of(Part part) {
    return new ViewedPart(part.sku(), part.name(), part.price(), part.cost(), part.amount());
  }
}
