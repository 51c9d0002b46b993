package dev.lodestar;

import dev.lodestar.lifecycle.Lifespan;

/// A lifespan, what messages call it, and where it was registered.
record RegisteredLifespan(String name, Lifespan lifespan, CallSite callSite) {

  /// `the lifespan "pool" (Main.java:12)`, made only when a message asks.
  @Override
  public String toString() {
    return "the lifespan \"" + name + "\"" + where();
  }

  private String where() {
    return callSite.location().map(place -> " (" + place + ")").orElse("");
  }
}
