package dev.lodestar.logging;

import dev.lodestar.http.Request;
import dev.lodestar.log.LogContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/// What one line says, before it has a form.
///
/// @param millis since 1970
/// @param fields texts, numbers and booleans by name: those of the thread, of the request, and of
///   the line itself; of one name, the last of these counts
record LogLine(
    Level level,
    long millis,
    String logger,
    String thread,
    String message,
    Optional<String> requestId,
    List<String> markers,
    Map<String, Object> fields,
    @Nullable Throwable failure) {

  static LogLine of(
      Level level,
      long millis,
      String logger,
      String message,
      List<String> markers,
      List<KeyValuePair> pairs,
      @Nullable Throwable failure,
      @Nullable ThreadContext context) {
    var request = LogContext.request();
    var fields = new LinkedHashMap<String, Object>();
    if (context != null) {
      context
          .getCopyOfContextMap()
          .forEach((key, value) -> fields.put(String.valueOf(key), String.valueOf(value)));
    }
    if (request.isPresent()) {
      fields.putAll(LogContext.fields(request.get()));
    }
    for (var pair : pairs) {
      fields.put(String.valueOf(pair.key), plain(pair.value));
    }
    return new LogLine(
        level,
        millis,
        logger,
        threadName(Thread.currentThread()),
        message,
        request.map(Request::id),
        markers,
        fields,
        failure);
  }

  /// What is said instead of lines that nobody has read.
  static LogLine of(long lost) {
    return new LogLine(
        Level.WARN,
        System.currentTimeMillis(),
        "dev.lodestar.logging",
        threadName(Thread.currentThread()),
        "log_lines_lost count=" + lost,
        Optional.empty(),
        List.of(),
        Map.of(),
        null);
  }

  private static String threadName(Thread thread) {
    return thread.getName().isEmpty() ? "virtual-" + thread.threadId() : thread.getName();
  }

  /// What can be written as it is; all else becomes a text.
  private static Object plain(@Nullable Object value) {
    if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      return value;
    }
    if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return number;
    }
    if (value instanceof Float number && Float.isFinite(number)) {
      return number;
    }
    return Texts.of(value);
  }
}
