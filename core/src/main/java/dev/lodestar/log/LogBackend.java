package dev.lodestar.log;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// A back end of SLF4J whose levels can be changed while the process runs. Found as a service; the
/// artifact `lodestar-logging` brings one. There is one for the whole process, as SLF4J has it.
/// Thread-safe.
///
/// ```java
/// LogBackend.find().ifPresent(logs -> logs.setLevel("shop.orders", LogLevel.DEBUG));
/// ```
public interface LogBackend {

  /// Finds the back end.
  ///
  /// @return the back end; nothing if SLF4J has another one, which is told its levels in its own
  ///   way
  static Optional<LogBackend> find() {
    return ServiceLoader.load(LogBackend.class, LogBackend.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(LogBackend::isInUse)
        .findFirst();
  }

  /// Tells whether SLF4J writes with this back end.
  ///
  /// @return `false` if there is another one
  boolean isInUse();

  /// Changes everything at once: levels that were set before are forgotten.
  ///
  /// @param settings what counts from now on
  void apply(LogSettings settings);

  /// Returns the levels that were set.
  ///
  /// @return levels by names of loggers; that of all others has the name [#ROOT]
  Map<String, LogLevel> levels();

  /// Returns the level that counts for a logger.
  ///
  /// @param logger its name
  /// @return its own level, or that of the nearest name above it
  LogLevel level(String logger);

  /// Sets the level of a logger, and of all below it that have none of their own.
  ///
  /// @param logger its name, or [#ROOT] for all
  /// @param level the level
  void setLevel(String logger, LogLevel level);

  /// Has a logger take its level from above again. For [#ROOT], this is [LogLevel#INFO].
  ///
  /// @param logger its name
  void unsetLevel(String logger);

  /// The name that stands for all loggers: `ROOT`.
  String ROOT = "ROOT";
}
