package dev.lodestar.log;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a back end is told about levels and form. Immutable.
///
/// @param level of all loggers that no other level is given for
/// @param levels of some loggers, and of all below them: by names such as `shop.orders`
/// @param format what lines look like
/// @param fullTraces whether stack traces on the console have all frames, instead of those of the
///   application and how many others there are
public record LogSettings(
    LogLevel level, Map<String, LogLevel> levels, LogFormat format, boolean fullTraces) {
  private static final LogSettings DEFAULTS =
      new LogSettings(LogLevel.INFO, Map.of(), LogFormat.AUTO, false);

  /// Copies the levels.
  public LogSettings {
    requireNonNull(level, "level");
    requireNonNull(format, "format");
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
  }

  /// Returns the defaults.
  ///
  /// @return level [LogLevel#INFO], no others, format [LogFormat#AUTO], short traces
  public static LogSettings defaults() {
    return DEFAULTS;
  }
}
