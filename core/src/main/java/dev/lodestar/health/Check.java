package dev.lodestar.health;

/// Finds out how something is. Called from several threads, one after the other: there is never
/// more than one call at a time.
@FunctionalInterface
public interface Check {

  /// Finds out how it is. May block: it is called on a virtual thread of its own, which is
  /// interrupted when the [time-out][HealthCheck#withTimeout] is over.
  ///
  /// @return how it is
  /// @throws Exception whatever goes wrong: it counts as [HealthStatus#DOWN], and is logged.
  ///   Clients never see it
  CheckResult check() throws Exception;
}
