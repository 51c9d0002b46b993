package dev.lodestar.architecture.sample.upper;

/// Uses nothing.
public final class Attic {
  private Attic() {}
}
