package dev.lodestar.checkup;

import dev.lodestar.health.Check;
import dev.lodestar.health.CheckResult;
import dev.lodestar.health.HealthCheck;
import dev.lodestar.health.HealthReport;
import dev.lodestar.health.HealthStatus;
import dev.lodestar.health.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// All checks of one application. Thread-safe.
public final class Checkup {
  private final List<WatchedCheck> checks = new ArrayList<>();
  private final BooleanSupplier isOpen;

  /// Creates one without checks.
  ///
  /// @param isOpen whether the application has been started, and not been stopped
  public Checkup(BooleanSupplier isOpen) {
    this.isOpen = isOpen;
  }

  /// Adds a check. Called while the application is built.
  ///
  /// @param check its settings
  /// @param source gives the check, which may be made when it is first needed
  public void add(HealthCheck check, Supplier<Check> source) {
    checks.add(new WatchedCheck(check, source));
  }

  /// Runs the checks for some probes beside each other, and waits for them.
  ///
  /// @param probes what is asked
  /// @param stopping whether the server that asks is told to stop
  /// @throws InterruptedException if this thread is interrupted while it waits; the checks go on
  public HealthReport report(Set<Probe> probes, boolean stopping) throws InterruptedException {
    var pending = begin(probes);
    var entries = entriesFor(probes, stopping);
    for (var check : pending) {
      entries.add(check.await());
    }
    return HealthReport.of(entries);
  }

  /// Runs all checks, and tells what is known after a time. Those that nothing is known of by then
  /// are left out.
  ///
  /// @param patience how long to wait, at most
  /// @throws InterruptedException if this thread is interrupted while it waits; the checks go on
  public HealthReport briefly(Duration patience) throws InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    var all = Set.of(Probe.values());
    var pending = begin(all);
    var entries = entriesFor(all, false);
    for (var check : pending) {
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      var entry = check.awaitBriefly(left);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return HealthReport.of(entries);
  }

  private List<WatchedCheck.Pending> begin(Set<Probe> probes) {
    var pending = new ArrayList<WatchedCheck.Pending>();
    for (var check : checks) {
      if (check.settings().probes().stream().anyMatch(probes::contains)) {
        pending.add(check.begin());
      }
    }
    return pending;
  }

  /// What the application itself has to say.
  private List<HealthReport.Entry> entriesFor(Set<Probe> probes, boolean stopping) {
    var entries = new ArrayList<HealthReport.Entry>();
    if (probes.contains(Probe.READINESS)) {
      var result =
          stopping
              ? CheckResult.down("The server stops.")
              : isOpen.getAsBoolean()
                  ? CheckResult.up()
                  : CheckResult.down("The application has not been started.");
      entries.add(
          new HealthReport.Entry(
              HealthCheck.APPLICATION, true, result, Duration.ZERO, Instant.now()));
    }
    return entries;
  }

  /// The report in few words, for the socket that managers ask: the status, then what is not up.
  ///
  /// @param patience how long to wait, at most
  public String summary(Duration patience) {
    try {
      var report = briefly(patience);
      var words = new StringBuilder(report.status().toString());
      for (var entry : report.checks()) {
        if (entry.result().status() != HealthStatus.UP) {
          words.append(' ').append(entry.name()).append('=').append(entry.result().status());
        }
      }
      return words.toString();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
