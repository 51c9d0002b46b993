package dev.lodestar.dto;

import dev.lodestar.model.Projection;

/// One thing that a DTO says.
///
/// @param spot where it says it
/// @param change what it changes of the projection
record Statement(Spot spot, Change change) {

  /// Applies what was said.
  @FunctionalInterface
  interface Change {

    /// Returns the projection with what was said.
    ///
    /// @param fields finds the fields that were named; tells what is wrong
    Projection apply(Projection projection, Fields fields);
  }
}
