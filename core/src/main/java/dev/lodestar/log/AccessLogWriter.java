package dev.lodestar.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes lines of an access log, one after the other, on a thread of its own, which is there while
/// there is something to write.
final class AccessLogWriter {
  /// How many lines may wait. Those beyond are dropped.
  static final int MOST_WAITING = 10_000;

  private static final long IDLE_SECONDS = 5;
  private static final double NANOS_IN_A_MILLI = 1e6;
  private static final double THOUSAND = 1e3;

  private final AtomicLong dropped = new AtomicLong();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("lodestar-access-log").factory(),
          (work, full) -> dropped.incrementAndGet());

  AccessLogWriter() {
    executor.allowCoreThreadTimeOut(true);
  }

  /// What is known of a request that is over. It does not hold the request, whose body may be
  /// large.
  ///
  /// @param method `-` if the request could not be read
  /// @param target what was asked for; `-` if the request could not be read
  /// @param route the path template; empty if no route took it
  /// @param aborted whether not all of the response was sent
  /// @param client its address; empty if it has none
  /// @param fields those of the application
  record Entry(
      String method,
      String target,
      String route,
      int status,
      long bytes,
      Duration took,
      boolean aborted,
      String requestId,
      String client,
      Map<String, String> fields) {}

  void add(Entry entry) {
    executor.execute(() -> write(entry));
  }

  private void write(Entry entry) {
    var logger = Lines.LOGGER;
    var lost = dropped.getAndSet(0);
    if (lost > 0) {
      logger.warn("access_log_dropped count={}", lost);
    }
    var event =
        logger
            .atInfo()
            .setMessage("{} {} {}")
            .addArgument(entry.method())
            .addArgument(entry.target())
            .addArgument(entry.status());
    event = with(event, "method", entry.method());
    event = with(event, "path", entry.target());
    event = with(event, "route", entry.route());
    event =
        event
            .addKeyValue("status", entry.status())
            .addKeyValue("bytes", entry.bytes())
            .addKeyValue("ms", millis(entry.took()));
    event = with(event, "client", entry.client());
    event = with(event, "requestId", entry.requestId());
    if (entry.aborted()) {
      event = event.addKeyValue("aborted", true);
    }
    for (var field : entry.fields().entrySet()) {
      event = event.addKeyValue(field.getKey(), field.getValue());
    }
    event.log();
  }

  private static LoggingEventBuilder with(LoggingEventBuilder event, String name, String value) {
    return value.isEmpty() || value.equals("-") ? event : event.addKeyValue(name, value);
  }

  /// With three digits behind the point.
  private static double millis(Duration took) {
    return Math.round(took.toNanos() / NANOS_IN_A_MILLI * THOUSAND) / THOUSAND;
  }

  void close(Duration deadline) {
    executor.shutdown();
    try {
      var _ = executor.awaitTermination(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException impatience) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Lines {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.lodestar.access");
  }
}
