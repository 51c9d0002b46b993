package dev.lodestar.cli;

import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogLevel;
import dev.lodestar.suggest.Suggestions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The definition of the command line of `log-level`.
final class LogLevelReader {
  static final String NAME = "log-level";
  static final String SUMMARY =
      "Tells the levels of the loggers of an application that runs, and changes them until it ends.";

  /// What takes the level of a logger away again.
  private static final String INHERITED = "default";

  private LogLevelReader() {}

  static CommandSpec spec(PositionalParamSpec application) {
    return CommandSpec.create()
        .name(NAME)
        .addPositional(application)
        .addPositional(
            positional(1, "LOGGER", "The name of a logger, or 'root' for all that have no level."))
        .addPositional(
            positional(
                2,
                "LEVEL",
                "trace, debug, info, warn, error or off; 'default' takes the level from the name"
                    + " above again. Without it the level is told."));
  }

  private static PositionalParamSpec positional(int index, String label, String description) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity("0..1")
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /// Makes the command of what was typed.
  ///
  /// @throws LifecycleReader.Mistake if an application is missing, or the level is none
  static LifecycleCommand.Levels read(
      ParseResult result, Launchable.Named application, boolean json)
      throws LifecycleReader.Mistake {
    if (application.isEmpty() && application.rest().isEmpty()) {
      throw new LifecycleReader.Mistake(
          "No application is named. 'lodestar ps' tells the names of those that run.");
    }
    @Nullable String logger = result.matchedPositionalValue(1, null);
    @Nullable String level = result.matchedPositionalValue(2, null);
    return new LifecycleCommand.Levels(
        application,
        Optional.ofNullable(logger)
            .map(name -> name.equalsIgnoreCase(LogBackend.ROOT) ? LogBackend.ROOT : name),
        level == null ? Optional.empty() : Optional.of(change(level)),
        json);
  }

  private static LifecycleCommand.LevelChange change(String typed) throws LifecycleReader.Mistake {
    var word = typed.toLowerCase(Locale.ROOT);
    var known = known();
    var change = known.get(word);
    if (change == null) {
      throw new LifecycleReader.Mistake(
          "There is no level '"
              + typed
              + "'. Levels are trace, debug, info, warn, error and off; 'default' takes the level"
              + " from the name above again."
              + Suggestions.closest(word, known.keySet())
                  .map(closest -> " Did you mean '" + closest + "'?")
                  .orElse(""));
    }
    return change;
  }

  private static Map<String, LifecycleCommand.LevelChange> known() {
    var known = new TreeMap<String, LifecycleCommand.LevelChange>();
    known.put(INHERITED, new LifecycleCommand.LevelChange(Optional.empty()));
    for (var level : LogLevel.values()) {
      known.put(
          level.name().toLowerCase(Locale.ROOT),
          new LifecycleCommand.LevelChange(Optional.of(level)));
    }
    return known;
  }
}
