package dev.lodestar.setting;

import java.util.Optional;
import java.util.function.Supplier;

/// Where a setting was made.
///
/// @param layer the layer, as a person would name it: `application`, `Router.at("/widgets")`,
///   `Widgets`, `Widgets.get(String sku)`
/// @param location finds the source file and line; asked only when somebody wants to know
public record Origin(String layer, Supplier<Optional<String>> location) {

  /// Returns the layer, and the place in the source if it is known.
  @Override
  public String toString() {
    return layer + location.get().map(place -> " (" + place + ")").orElse("");
  }
}
