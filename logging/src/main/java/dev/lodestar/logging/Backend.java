package dev.lodestar.logging;

import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogLevel;
import dev.lodestar.log.LogSettings;
import java.util.Map;

/// The loggers of SLF4J, as the framework changes them. Found as a service.
public final class Backend implements LogBackend {

  /// Creates it. All of them are one.
  public Backend() {
    // what there is to know, the loggers know
  }

  @Override
  public boolean isInUse() {
    return Loggers.SHARED.isInUse();
  }

  @Override
  public void apply(LogSettings settings) {
    Loggers.SHARED.apply(settings);
  }

  @Override
  public Map<String, LogLevel> levels() {
    return Loggers.SHARED.levels();
  }

  @Override
  public LogLevel level(String logger) {
    return Loggers.SHARED.level(logger);
  }

  @Override
  public void setLevel(String logger, LogLevel level) {
    Loggers.SHARED.setLevel(logger, level);
  }

  @Override
  public void unsetLevel(String logger) {
    Loggers.SHARED.unsetLevel(logger);
  }
}
