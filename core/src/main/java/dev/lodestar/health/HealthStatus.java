package dev.lodestar.health;

import java.util.Locale;

/// How something is.
public enum HealthStatus {
  /// It works.
  UP,
  /// It works, but not as it should. Clients are still served.
  DEGRADED,
  /// It does not work.
  DOWN;

  /// Returns the worse of two.
  ///
  /// @param other the other
  /// @return this or the other
  public HealthStatus or(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// Returns the name as it stands in documents: `up`, `degraded` or `down`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
