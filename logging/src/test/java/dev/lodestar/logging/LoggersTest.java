package dev.lodestar.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogFormat;
import dev.lodestar.log.LogLevel;
import dev.lodestar.log.LogSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Levels of loggers, and the back end as SLF4J and the framework find it.
class LoggersTest {
  private final Loggers loggers = new Loggers(new Output());

  private static LogSettings settings(Map<String, LogLevel> levels) {
    return new LogSettings(LogLevel.INFO, levels, LogFormat.JSON, false);
  }

  @Test
  void a_logger_has_the_level_of_the_nearest_name_above_it() {
    loggers.apply(settings(Map.of("shop", LogLevel.WARN, "shop.orders.Db", LogLevel.TRACE)));

    assertThat(loggers.level("shop.orders.Db")).isEqualTo(LogLevel.TRACE);
    assertThat(loggers.level("shop.orders.Db.inner")).isEqualTo(LogLevel.TRACE);
    assertThat(loggers.level("shop.orders.Api")).isEqualTo(LogLevel.WARN);
    assertThat(loggers.level("shopping")).isEqualTo(LogLevel.INFO);
  }

  @Test
  void loggers_that_are_in_use_change_too() {
    loggers.apply(settings(Map.of()));
    var logger = loggers.getLogger("shop.Orders");
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(logger.isInfoEnabled()).isTrue();

    loggers.setLevel("shop", LogLevel.TRACE);
    assertThat(logger.isTraceEnabled()).isTrue();

    loggers.setLevel("shop.Orders", LogLevel.OFF);
    assertThat(logger.isErrorEnabled()).isFalse();

    loggers.unsetLevel("shop.Orders");
    loggers.unsetLevel("shop");
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(logger.isErrorEnabled()).isTrue();
  }

  @Test
  void new_settings_forget_the_levels_before() {
    loggers.apply(settings(Map.of("shop", LogLevel.TRACE)));
    loggers.apply(settings(Map.of("other", LogLevel.WARN)));

    assertThat(loggers.level("shop")).isEqualTo(LogLevel.INFO);
    assertThat(loggers.levels())
        .isEqualTo(Map.of(LogBackend.ROOT, LogLevel.INFO, "other", LogLevel.WARN));
  }

  @Test
  void the_framework_finds_the_back_end_that_slf4j_uses() {
    assertThat(LogBackend.find()).isPresent();
    assertThat(LoggerFactory.getLogger("x")).isSameAs(LoggerFactory.getLogger("x"));
  }

  @Test
  void the_context_of_a_thread_is_that_of_slf4j() throws Exception {
    MDC.put("user", "ada");
    try (var _ = MDC.putCloseable("order", "7")) {
      assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "ada", "order", "7"));
      var seen = new StringBuilder();
      Thread.ofVirtual().start(() -> seen.append(MDC.get("user"))).join();
      assertThat(seen).hasToString("null");
    }
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "ada"));
    MDC.clear();
    assertThat(MDC.get("user")).isNull();
  }

  @Test
  void a_context_that_another_back_end_would_have_left_out_breaks_nothing() {
    MDC.setContextMap(null);
    assertThat(MDC.getCopyOfContextMap()).isEmpty();
    var values = new HashMap<String, String>();
    values.put("user", null);
    values.put(null, "ada");
    MDC.setContextMap(values);
    try {
      LoggerFactory.getLogger("shop.Orders").info("ordered");
    } finally {
      MDC.clear();
    }
  }
}
