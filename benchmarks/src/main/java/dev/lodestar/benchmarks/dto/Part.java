package dev.lodestar.benchmarks.dto;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/// A part of an article.
///
/// @param sku what it is called in the catalogue
/// @param name what it is called
/// @param price what it costs
/// @param cost what it cost the shop
/// @param amount how many of it are in the article
public record Part(
    @NotBlank String sku,
    @NotBlank String name,
    @PositiveOrZero double price,
    @PositiveOrZero double cost,
    @Positive int amount) {

  static Part sample(int number) {
    return new Part(
        "part-" + number, "Part number " + number, number + 0.75, number + 0.25, number % 3 + 1);
  }
}
