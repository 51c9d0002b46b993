package dev.lodestar.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How an application is, and how its checks came out. Immutable.
///
/// @param status the whole: down if something critical is down, else degraded if anything is not up
/// @param checks what was looked at, the application itself first, then the checks in the order in
///   which they were added
public record HealthReport(HealthStatus status, List<Entry> checks) {

  /// One check.
  ///
  /// @param name what it is called
  /// @param critical whether the application is down when it is
  /// @param result what it has found out. What an exception said is not in it
  /// @param took how long it ran, or was waited for
  /// @param at when it was found out
  public record Entry(
      String name, boolean critical, CheckResult result, Duration took, Instant at) {}

  /// Creates a report, copying the list.
  public HealthReport {
    checks = List.copyOf(checks);
  }

  /// Sums up how checks came out.
  ///
  /// @param checks the checks
  /// @return the report
  public static HealthReport of(List<Entry> checks) {
    var whole = HealthStatus.UP;
    for (var check : checks) {
      var status = check.result().status();
      whole =
          whole.or(
              status == HealthStatus.DOWN && !check.critical() ? HealthStatus.DEGRADED : status);
    }
    return new HealthReport(whole, checks);
  }
}
