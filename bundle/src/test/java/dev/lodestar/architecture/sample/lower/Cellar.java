package dev.lodestar.architecture.sample.lower;

import dev.lodestar.architecture.sample.upper.Attic;

/// Uses the attic, which is an arrow that the tests allow or forbid.
public final class Cellar {
  private Cellar() {}

  static Attic[] attics() {
    return new Attic[0];
  }
}
