package dev.lodestar.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lodestar.engine.AccessLogOptions;
import dev.lodestar.engine.AccessLogOptions.Query;
import dev.lodestar.log.LogFormat;
import dev.lodestar.log.LogLevel;
import dev.lodestar.log.LogSettings;
import dev.lodestar.report.StartupProblem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table `logging`.
class LoggingTableTest {
  @TempDir Path folder;
  private Place place;

  @BeforeEach
  void make_a_place() {
    place = new Place(folder);
  }

  @Test
  void says_nothing_where_nothing_is_given() {
    assertThat(place.load().logSettings()).isEmpty();
    assertThat(place.load().serverOptions().accessLog()).isEmpty();
  }

  @Test
  void says_levels_format_and_traces() throws Exception {
    place.file(
        "lodestar.toml",
        """
        [logging]
        level = "warn"
        format = "json"
        fullTraces = true

        [logging.levels]
        "shop.orders" = "debug"
        other = "off"
        """);

    assertThat(place.load().logSettings())
        .contains(
            new LogSettings(
                LogLevel.WARN,
                Map.of("shop.orders", LogLevel.DEBUG, "other", LogLevel.OFF),
                LogFormat.JSON,
                true));
  }

  @Test
  void says_what_the_access_log_is_like() throws Exception {
    place.file(
        "lodestar.toml",
        """
        [logging]
        access = true
        accessQuery = "masked"
        accessExcept = ["/health"]
        """);
    var configuration = place.load();

    assertThat(configuration.serverOptions().accessLog())
        .contains(AccessLogOptions.standard().withQuery(Query.MASKED).except("/health"));
    assertThat(configuration.logSettings()).isEmpty();
    assertThat(configuration.problems()).isEmpty();
  }

  @Test
  void mistakes_are_told_with_their_place() throws Exception {
    place.file(
        "lodestar.toml",
        """
        [logging]
        levle = "warn"
        format = "xml"
        access = true
        accessExcept = ["health"]

        [logging.levels]
        "shop.orders" = "debgu"
        """);

    assertThat(place.load().problems())
        .extracting(problem -> problem.location().orElse(""), StartupProblem::code)
        .containsExactlyInAnyOrder(
            tuple("lodestar.toml:2:1", "configuration-unknown"),
            tuple("lodestar.toml:3:10", "configuration-value"),
            tuple("lodestar.toml:8:17", "configuration-value"));
  }

  @Test
  void a_path_that_the_access_log_cannot_leave_out_is_told() throws Exception {
    place.file("lodestar.toml", "[logging]\naccess = true\naccessExcept = [\"health\"]\n");

    assertThat(place.load().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.location())
              .hasValueSatisfying(at -> assertThat(at).startsWith("lodestar.toml:3"));
          assertThat(problem.what()).contains("'health'");
        });
  }

  @Test
  void a_table_of_this_name_is_nobody_elses() {
    record Own(String level) {}
    assertThatIllegalArgumentException()
        .isThrownBy(() -> place.load().bind("logging", Own.class))
        .withMessageContaining("logging");
  }
}
