package dev.lodestar.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A check, what it is called, and what follows from it. Immutable and thread-safe; each method
/// returns a changed copy.
///
/// ```java
/// record DatabaseCheck(DataSource database) implements Check {
///   @Override
///   public CheckResult check() throws SQLException {
///     try (var connection = database.getConnection()) {
///       return CheckResult.upIf(connection.isValid(1), "The connection is not valid.");
///     }
///   }
/// }
///
/// Lodestar.app()
///     .health(Health.standard())
///     .healthCheck(HealthCheck.ready("database", DatabaseCheck.class));
/// ```
///
/// A check runs when somebody asks for the health, on a virtual thread of its own, beside all
/// others. It runs once at a time, and what it found out counts for a while, so that no number of
/// probes can do harm to what is checked.
public final class HealthCheck {
  /// How long a check may take, unless it says otherwise: 2 seconds.
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  /// How long the result of a check counts, unless it says otherwise: 1 second.
  public static final Duration DEFAULT_CACHE_TIME = Duration.ofSeconds(1);

  /// The name under which the documents tell whether the application itself is started or stops.
  public static final String APPLICATION = "application";

  private static final Duration MOST = Duration.ofDays(1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final String name;
  private final Set<Probe> probes;
  private final Source source;
  private final Duration timeout;
  private final Duration cacheTime;
  private final boolean critical;

  private sealed interface Source {
    record Given(Check check) implements Source {}

    record Made(Class<? extends Check> type) implements Source {}
  }

  private HealthCheck(
      String name,
      Set<Probe> probes,
      Source source,
      Duration timeout,
      Duration cacheTime,
      boolean critical) {
    this.name = name;
    this.probes = Set.copyOf(probes);
    this.source = source;
    this.timeout = timeout;
    this.cacheTime = cacheTime;
    this.critical = critical;
  }

  private static HealthCheck of(String name, Probe probe, Source source) {
    if (!NAME.matcher(name).matches() || name.equals(APPLICATION)) {
      throw new IllegalArgumentException(
          "The name '"
              + name
              + "' of a health check is not accepted: write up to 64 letters, digits, '.', '_' and"
              + " '-', and not '"
              + APPLICATION
              + "', which is the application itself.");
    }
    return new HealthCheck(name, Set.of(probe), source, DEFAULT_TIMEOUT, DEFAULT_CACHE_TIME, true);
  }

  /// Returns a check of [readiness][Probe#READINESS]: of what requests cannot be answered without.
  ///
  /// @param name what it is called: up to 64 letters, digits, `.`, `_` and `-`
  /// @param check finds out how it is
  /// @return the check
  /// @throws IllegalArgumentException if the name is none
  public static HealthCheck ready(String name, Check check) {
    return of(name, Probe.READINESS, new Source.Given(requireNonNull(check, "check")));
  }

  /// Returns a check of [readiness][Probe#READINESS], of which the application makes one object.
  ///
  /// @param name what it is called: up to 64 letters, digits, `.`, `_` and `-`
  /// @param type its class, whose constructor may take dependencies of the application's layer
  /// @return the check
  /// @throws IllegalArgumentException if the name is none
  public static HealthCheck ready(String name, Class<? extends Check> type) {
    return of(name, Probe.READINESS, new Source.Made(requireNonNull(type, "type")));
  }

  /// Returns a check of [liveness][Probe#LIVENESS]: of what only a new process can mend. It must
  /// not ask other systems.
  ///
  /// @param name what it is called: up to 64 letters, digits, `.`, `_` and `-`
  /// @param check finds out how it is
  /// @return the check
  /// @throws IllegalArgumentException if the name is none
  public static HealthCheck live(String name, Check check) {
    return of(name, Probe.LIVENESS, new Source.Given(requireNonNull(check, "check")));
  }

  /// Returns a check of [liveness][Probe#LIVENESS], of which the application makes one object.
  ///
  /// @param name what it is called: up to 64 letters, digits, `.`, `_` and `-`
  /// @param type its class, whose constructor may take dependencies of the application's layer
  /// @return the check
  /// @throws IllegalArgumentException if the name is none
  public static HealthCheck live(String name, Class<? extends Check> type) {
    return of(name, Probe.LIVENESS, new Source.Made(requireNonNull(type, "type")));
  }

  /// Has the check count for another probe, too.
  ///
  /// @param probe the probe
  /// @return the new check
  public HealthCheck alsoFor(Probe probe) {
    var more = EnumSet.copyOf(probes);
    more.add(probe);
    return new HealthCheck(name, more, source, timeout, cacheTime, critical);
  }

  /// Says how long the check may take. After that it counts as down, is interrupted, and not begun
  /// again before it has ended.
  ///
  /// @param timeout more than zero, at most a day; [#DEFAULT_TIMEOUT] by default
  /// @return the new check
  /// @throws IllegalArgumentException if the time is out of its range
  public HealthCheck withTimeout(Duration timeout) {
    if (timeout.isZero()) {
      throw new IllegalArgumentException(
          "The timeout of a health check is zero; give it some time, such as 2 seconds.");
    }
    return new HealthCheck(name, probes, source, checked("timeout", timeout), cacheTime, critical);
  }

  /// Says how long a result counts, before the check runs again.
  ///
  /// @param cacheTime zero or more, at most a day; [#DEFAULT_CACHE_TIME] by default
  /// @return the new check
  /// @throws IllegalArgumentException if the time is out of its range
  public HealthCheck withCacheTime(Duration cacheTime) {
    return new HealthCheck(
        name, probes, source, timeout, checked("cache time", cacheTime), critical);
  }

  private static Duration checked(String what, Duration time) {
    if (time.isNegative() || time.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "The " + what + " of a health check is " + time + ", but it is a time up to a day.");
    }
    return time;
  }

  /// Has the application count as [degraded][HealthStatus#DEGRADED] instead of down while the check
  /// is down: for what it can do without.
  ///
  /// @return the new check
  public HealthCheck notCritical() {
    return new HealthCheck(name, probes, source, timeout, cacheTime, false);
  }

  /// Returns what it is called.
  ///
  /// @return the name
  public String name() {
    return name;
  }

  /// Returns what it counts for.
  ///
  /// @return one probe or both
  public Set<Probe> probes() {
    return probes;
  }

  /// Returns the check, if it was given as an object.
  ///
  /// @return the object
  public Optional<Check> check() {
    return source instanceof Source.Given(var check) ? Optional.of(check) : Optional.empty();
  }

  /// Returns the class of the check, if the application makes the object.
  ///
  /// @return the class
  public Optional<Class<? extends Check>> type() {
    return source instanceof Source.Made(var type) ? Optional.of(type) : Optional.empty();
  }

  /// Returns how long it may take.
  ///
  /// @return the time-out
  public Duration timeout() {
    return timeout;
  }

  /// Returns how long a result counts.
  ///
  /// @return the time
  public Duration cacheTime() {
    return cacheTime;
  }

  /// Tells whether the application is down when the check is.
  ///
  /// @return whether it is critical
  public boolean isCritical() {
    return critical;
  }

  /// Returns the name, as messages show it.
  @Override
  public String toString() {
    return "the health check \"" + name + "\"";
  }
}
