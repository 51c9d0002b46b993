package dev.lodestar.logging;

import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Takes over what libraries log with `java.util.logging`, and so with `System.Logger`, unless the
/// process configures that by itself, or has no such module.
final class JavaLogging {
  private JavaLogging() {}

  static void routeTo(Loggers loggers) {
    if (isThere()) {
      Route.to(loggers);
    }
  }

  /// Sets the levels there, too.
  ///
  /// @param before what the last call returned, which loses its levels
  /// @return what has to be held, or else its level is lost
  static List<?> levels(Map<String, LogLevel> levels, List<?> before) {
    return isThere() ? Route.levels(levels, before) : List.of();
  }

  private static boolean isThere() {
    return ModuleLayer.boot().findModule("java.logging").isPresent()
        && System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null
        && System.getProperty("java.util.logging.manager") == null;
  }

  /// Apart, so that without the module nothing of it is looked for.
  private static final class Route extends Handler {
    private static final String END_OF_PROCESS = "java.lang.Runtime";

    private final Loggers loggers;
    private final Formatter messages =
        new Formatter() {
          @Override
          public String format(LogRecord line) {
            return formatMessage(line);
          }
        };

    private Route(Loggers loggers) {
      this.loggers = loggers;
      setLevel(Level.ALL);
    }

    static void to(Loggers loggers) {
      var root = Logger.getLogger("");
      for (var handler : root.getHandlers()) {
        root.removeHandler(handler);
      }
      root.addHandler(new Route(loggers));
    }

    static List<?> levels(Map<String, LogLevel> levels, List<?> before) {
      for (var logger : before) {
        ((Logger) logger).setLevel(null);
      }
      var held = new ArrayList<Logger>();
      for (var level : levels.entrySet()) {
        var isRoot = level.getKey().equals(LogBackend.ROOT);
        var logger = Logger.getLogger(isRoot ? "" : level.getKey());
        logger.setLevel(theirs(level.getValue()));
        if (!isRoot) {
          held.add(logger);
        }
      }
      // At debug, Java tells of each end of the process, with a stack trace that looks like a
      // failure; only who names that logger can mean it.
      if (!levels.containsKey(END_OF_PROCESS)) {
        var end = Logger.getLogger(END_OF_PROCESS);
        end.setLevel(Level.INFO);
        held.add(end);
      }
      return held;
    }

    private static Level theirs(LogLevel level) {
      return switch (level) {
        case TRACE -> Level.ALL;
        case DEBUG -> Level.FINE;
        case INFO -> Level.INFO;
        case WARN -> Level.WARNING;
        case ERROR -> Level.SEVERE;
        case OFF -> Level.OFF;
      };
    }

    @Override
    public void publish(LogRecord line) {
      var logger = loggers.getLogger(nameOf(line));
      var level = ours(line.getLevel());
      if (!logger.isEnabledForLevel(level)) {
        return;
      }
      logger
          .atLevel(level)
          .setMessage("{}")
          .addArgument(() -> messages.format(line))
          .setCause(line.getThrown())
          .log();
    }

    private static String nameOf(LogRecord line) {
      var name = line.getLoggerName();
      return name == null || name.isEmpty() ? "java.util.logging" : name;
    }

    private static org.slf4j.event.Level ours(Level level) {
      var value = level.intValue();
      if (value >= Level.SEVERE.intValue()) {
        return org.slf4j.event.Level.ERROR;
      }
      if (value >= Level.WARNING.intValue()) {
        return org.slf4j.event.Level.WARN;
      }
      if (value >= Level.INFO.intValue()) {
        return org.slf4j.event.Level.INFO;
      }
      return value >= Level.FINE.intValue()
          ? org.slf4j.event.Level.DEBUG
          : org.slf4j.event.Level.TRACE;
    }

    @Override
    public void flush() {
      // every line is written at once
    }

    @Override
    public void close() {
      // the standard error stays open
    }
  }
}
