package dev.lodestar.model;

/// A projection, and what it says about fields as a tree: made once for each place where the
/// projection stands, since nodes are compared by identity.
record View(Projection projection, PathNode root) {

  static View of(Projection projection) {
    return new View(projection, PathNode.of(projection.steps()));
  }
}
