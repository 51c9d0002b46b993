package dev.lodestar.dto;

import dev.lodestar.model.Projection;

/// One thing that a DTO says.
///
/// @param spot where it says it
/// @param path the field that it is about; the empty one if it is about all of them
/// @param change what it changes of the projection
record Statement(Spot spot, Path path, Change change) {

  /// Applies what was said.
  @FunctionalInterface
  interface Change {

    /// Returns the projection with what was said.
    ///
    /// @param path the path of Java names
    /// @param reading tells what is wrong
    Projection apply(Projection projection, String path, DtoReading reading);
  }
}
