package dev.lodestar.logging;

import dev.lodestar.log.LogLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/// A logger of SLF4J. Its level is changed while it is in use.
final class NamedLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  private final transient Loggers loggers;

  /// As a number of `LogLevel`, so that asking costs a comparison.
  private transient volatile int least;

  NamedLogger(String name, Loggers loggers, LogLevel level) {
    this.name = name;
    this.loggers = loggers;
    this.least = level.ordinal();
  }

  void become(LogLevel level) {
    least = level.ordinal();
  }

  private boolean isEnabled(LogLevel level) {
    return least <= level.ordinal();
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(LogLevel.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(LogLevel.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(LogLevel.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(LogLevel.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(LogLevel.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    write(
        level,
        System.currentTimeMillis(),
        formatted(pattern, arguments),
        marker == null ? List.of() : List.of(marker),
        List.of(),
        failure);
  }

  @Override
  public void log(LoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    var markers = event.getMarkers();
    write(
        event.getLevel(),
        System.currentTimeMillis(),
        formatted(event.getMessage(), event.getArgumentArray()),
        markers == null ? List.of() : markers,
        pairs == null ? List.of() : pairs,
        event.getThrowable());
  }

  private static String formatted(@Nullable String pattern, Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0
        ? String.valueOf(pattern)
        : String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
  }

  private void write(
      Level level,
      long millis,
      String message,
      List<Marker> markers,
      List<KeyValuePair> pairs,
      @Nullable Throwable failure) {
    var names = new ArrayList<String>(markers.size());
    for (var marker : markers) {
      names.add(marker.getName());
    }
    loggers.write(
        LogLine.of(level, millis, getName(), message, names, pairs, failure, loggers.context()));
  }
}
