package dev.lodestar.checkup;

import dev.lodestar.health.CheckResult;
import dev.lodestar.health.HealthCheck;
import dev.lodestar.health.HealthStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Logs what has become of checks. The logger is found when it is needed.
final class HealthLog {
  private HealthLog() {}

  static void changed(
      HealthCheck check, HealthStatus before, CheckResult result, @Nullable Throwable failure) {
    var level = result.status() == HealthStatus.UP ? Level.INFO : Level.WARN;
    var logger = LoggerFactory.getLogger("dev.lodestar.health");
    var event =
        logger
            .atLevel(level)
            .setMessage("health_changed check={} status={} before={} message=\"{}\"")
            .addArgument(check.name())
            .addArgument(result.status())
            .addArgument(before)
            .addArgument(result.message());
    if (failure != null) {
      event = event.setCause(failure);
    }
    event.log();
  }
}
