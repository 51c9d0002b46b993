package dev.lodestar.process;

import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogLevel;
import java.util.Map;

/// The levels of the loggers of an application that runs.
///
/// @param levels those that were set, by the names of loggers; that of all others has the name
///   [LogBackend#ROOT]
public record LogLevels(Map<String, LogLevel> levels) {

  /// Creates levels, copying the map.
  public LogLevels {
    levels = Map.copyOf(levels);
  }

  /// Returns the name from which a logger takes its level.
  ///
  /// @param logger its name
  /// @return its own name, the nearest above it that has a level, or [LogBackend#ROOT]
  public String origin(String logger) {
    for (var name = logger; !name.isEmpty(); ) {
      if (levels.containsKey(name)) {
        return name;
      }
      name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
    return LogBackend.ROOT;
  }

  /// Returns the level that counts for a logger.
  ///
  /// @param logger its name
  /// @return its own level, or that of the nearest name above it
  public LogLevel level(String logger) {
    return levels.getOrDefault(origin(logger), LogLevel.INFO);
  }
}
