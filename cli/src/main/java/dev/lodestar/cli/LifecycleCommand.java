package dev.lodestar.cli;

import dev.lodestar.log.LogLevel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A command line that has to do with applications in the background.
sealed interface LifecycleCommand extends Command {

  /// Start an application.
  ///
  /// @param name under which it is found; empty for one made of the application's
  /// @param again whether one that runs is stopped before
  /// @param stopTime how long that may take
  record Start(
      Launchable.Named application,
      Optional<String> name,
      Optional<String> host,
      OptionalInt port,
      Listening listening,
      Duration startTime,
      Duration stopTime,
      boolean again,
      boolean json)
      implements LifecycleCommand {}

  /// Stop an application.
  record Stop(Launchable.Named application, Duration time, boolean json)
      implements LifecycleCommand {}

  /// Stop all applications that run.
  record StopAll(Duration time, boolean json) implements LifecycleCommand {}

  /// Tell how an application is.
  record Status(Launchable.Named application, boolean json) implements LifecycleCommand {}

  /// List all applications that run.
  record All(boolean json) implements LifecycleCommand {}

  /// Print what an application has printed.
  ///
  /// @param follow whether to go on until it ends
  record Logs(Launchable.Named application, int lines, boolean follow)
      implements LifecycleCommand {}

  /// Tell or change the levels of the loggers of an application.
  ///
  /// @param logger nothing for all that have levels
  /// @param change nothing if the level is only asked for
  record Levels(
      Launchable.Named application,
      Optional<String> logger,
      Optional<LevelChange> change,
      boolean json)
      implements LifecycleCommand {}

  /// What becomes of the level of a logger.
  ///
  /// @param level nothing if it is taken from above again
  record LevelChange(Optional<LogLevel> level) {}
}
