package dev.lodestar.health;

/// What somebody wants to know who asks for the health of an application.
public enum Probe {
  /// Whether the process should be left alone. If it is down, an orchestrator kills the process and
  /// starts another one, so this must never depend on other systems: a database that is away would
  /// have all instances restarted, again and again.
  LIVENESS,
  /// Whether requests should be sent here. If it is down, a load balancer sends them elsewhere.
  READINESS
}
