package dev.lodestar.logging;

import dev.lodestar.log.LogLevel;
import dev.lodestar.log.LogSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;

/// All loggers of the process, their levels, and how their lines look. Thread-safe.
///
/// There is one, because SLF4J has one back end for a process, and finds it by itself.
final class Loggers implements ILoggerFactory {
  static final Loggers SHARED = new Loggers(new Output());

  private static final String ROOT = dev.lodestar.log.LogBackend.ROOT;

  private final Output output;
  private final Map<String, NamedLogger> loggers = new ConcurrentHashMap<>();

  /// Guarded by itself. What is set changes rarely; loggers keep what follows for them.
  private final Map<String, LogLevel> levels = new TreeMap<>();

  /// Under the same lock.
  private List<?> heldElsewhere = List.of();

  private volatile @Nullable ThreadContext context;

  Loggers(Output output) {
    this.output = output;
  }

  /// SLF4J begins to use them: what the environment says counts until a configuration says more.
  void begin(ThreadContext context) {
    this.context = context;
    if (!output.isSet()) {
      apply(Environment.settings(System.getenv(), System.getProperties()));
    }
    JavaLogging.routeTo(this);
  }

  @Nullable ThreadContext context() {
    return context;
  }

  boolean isInUse() {
    return org.slf4j.LoggerFactory.getILoggerFactory() == this;
  }

  void apply(LogSettings settings) {
    output.apply(settings);
    synchronized (levels) {
      levels.clear();
      levels.putAll(settings.levels());
      levels.put(ROOT, settings.level());
      changed();
    }
  }

  @Override
  public NamedLogger getLogger(String name) {
    var known = loggers.get(name);
    if (known != null) {
      return known;
    }
    synchronized (levels) {
      return loggers.computeIfAbsent(name, added -> new NamedLogger(added, this, level(added)));
    }
  }

  Map<String, LogLevel> levels() {
    synchronized (levels) {
      return Map.copyOf(levels);
    }
  }

  /// The level of the nearest name above a logger, or its own.
  LogLevel level(String logger) {
    synchronized (levels) {
      for (var name = logger; !name.isEmpty(); name = above(name)) {
        var level = levels.get(name);
        if (level != null) {
          return level;
        }
      }
      return levels.getOrDefault(ROOT, LogLevel.INFO);
    }
  }

  private static String above(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  void setLevel(String logger, LogLevel level) {
    synchronized (levels) {
      levels.put(logger, level);
      changed();
    }
  }

  void unsetLevel(String logger) {
    synchronized (levels) {
      levels.remove(logger);
      changed();
    }
  }

  private void changed() {
    for (var logger : loggers.values()) {
      logger.become(level(logger.getName()));
    }
    heldElsewhere = JavaLogging.levels(levels, heldElsewhere);
  }

  void write(LogLine line) {
    output.write(line);
  }
}
