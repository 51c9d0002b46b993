package dev.lodestar.cli;

import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogLevel;
import dev.lodestar.process.Applications;
import dev.lodestar.process.LogLevels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells and changes the levels of an application that runs.
final class LogLevelTool {
  private final Applications applications;

  LogLevelTool(Applications applications) {
    this.applications = applications;
  }

  /// Does what was asked for.
  ///
  /// @param name the name of the application
  /// @return the exit code
  int run(String name, LifecycleCommand.Levels command) {
    var levels = levels(name, command);
    if (command.json()) {
      JsonText.print(System.out, tree(levels, command.logger()));
      return ExitCode.DONE;
    }
    var rows = new ArrayList<List<String>>();
    if (command.logger().isPresent()) {
      rows.add(row(levels, command.logger().get()));
    } else {
      sorted(levels).keySet().forEach(logger -> rows.add(row(levels, logger)));
    }
    Columns.print(System.out, rows);
    if (command.change().isPresent()) {
      System.out.println(
          "This counts until '"
              + name
              + "' ends; the table [logging] of its configuration says what counts then.");
    }
    return ExitCode.DONE;
  }

  private LogLevels levels(String name, LifecycleCommand.Levels command) {
    if (command.logger().isEmpty() || command.change().isEmpty()) {
      return applications.logLevels(name);
    }
    var logger = command.logger().get();
    return command
        .change()
        .get()
        .level()
        .map(level -> applications.setLogLevel(name, logger, level))
        .orElseGet(() -> applications.unsetLogLevel(name, logger));
  }

  private static List<String> row(LogLevels levels, String logger) {
    var origin = levels.origin(logger);
    var level = word(levels.level(logger));
    return List.of(shown(logger), origin.equals(logger) ? level : level + ", as " + shown(origin));
  }

  /// All others come first.
  private static Map<String, LogLevel> sorted(LogLevels levels) {
    var sorted = new LinkedHashMap<String, LogLevel>();
    sorted.put(LogBackend.ROOT, levels.level(LogBackend.ROOT));
    sorted.putAll(new TreeMap<>(levels.levels()));
    return sorted;
  }

  private static Map<String, Object> tree(LogLevels levels, Optional<String> logger) {
    var tree = new LinkedHashMap<String, Object>();
    logger.ifPresent(name -> {
      tree.put("logger", shown(name));
      tree.put("level", word(levels.level(name)));
      tree.put("from", shown(levels.origin(name)));
    });
    var all = new LinkedHashMap<String, Object>();
    sorted(levels).forEach((name, level) -> all.put(shown(name), word(level)));
    tree.put("levels", all);
    return tree;
  }

  private static String shown(String logger) {
    return logger.equals(LogBackend.ROOT) ? "root" : logger;
  }

  private static String word(LogLevel level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
