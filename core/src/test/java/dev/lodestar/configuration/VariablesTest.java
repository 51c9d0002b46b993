package dev.lodestar.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.model.Default;
import dev.lodestar.report.StartupException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From environment variables to values, and back.
class VariablesTest {
  @TempDir Path folder;
  private Place place;

  @BeforeEach
  void make_a_place() {
    place = new Place(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "url, URL",
    "maxConnections, MAX_CONNECTIONS",
    "baseURL, BASE_URL",
    "baseURLPath, BASE_URL_PATH",
    "http2, HTTP2",
    "http2Window, HTTP2_WINDOW",
    "page-size, PAGE_SIZE",
    "a.b, A_B",
    "snake_case, SNAKE_CASE"
  })
  void a_name_is_its_words_in_upper_case(String name, String variable) {
    assertThat(Variables.of(name)).isEqualTo(variable);
  }

  record Pool(int size, Optional<String> name) {}

  record Data(Map<String, Pool> pools, Map<String, String> labels, List<Pool> list) {}

  @Test
  void elements_of_lists_have_numbers() throws Exception {
    place
        .file("lodestar.toml", "[[data.list]]\nsize=1\n[[data.list]]\nsize=2")
        .variable("APP_DATA_LIST_1_SIZE", "5")
        .variable("APP_DATA_LIST_2_SIZE", "6");

    assertThat(data().list()).extracting(Pool::size).containsExactly(1, 5, 6);
  }

  @Test
  void a_gap_in_the_numbers_is_told() {
    place.variable("APP_DATA_LIST_1_SIZE", "5");

    assertThat(catchThrowableOfType(StartupException.class, this::data))
        .hasMessageContaining("number 0 is not");
  }

  @Test
  void new_keys_of_maps_are_in_lower_case() {
    place
        .variable("APP_DATA_LABELS_BLUE_SKY", "x")
        .variable("APP_DATA_POOLS_MAIN_SIZE", "1")
        .variable("APP_DATA_POOLS_READ_ONLY__SIZE", "2")
        .variable("APP_DATA_LIST", "[]");

    assertThat(data().labels()).containsExactly(Map.entry("blue_sky", "x"));
    assertThat(data().pools()).containsOnlyKeys("main", "read_only");
  }

  @Test
  void keys_of_maps_that_are_there_are_found_as_they_are_written() throws Exception {
    place
        .file("lodestar.toml", "[data]\nlist=[]\n[data.labels]\nblueSky='a'\n[data.pools.mainPool]")
        .variable("APP_DATA_LABELS_BLUE_SKY", "x")
        .variable("APP_DATA_POOLS_MAIN_POOL_SIZE", "1");

    assertThat(data().labels()).containsExactly(Map.entry("blueSky", "x"));
    assertThat(data().pools()).containsOnlyKeys("mainPool");
  }

  private Data data() {
    return place.load().bind("data", Data.class);
  }

  record Colliding(@Default("none") String databaseUrl, Url database) {}

  record Url(@Default("none") String url) {}

  @Test
  void a_variable_that_may_mean_two_values_is_told_and_two_underscores_decide() {
    place.variable("APP_DATA_DATABASE_URL", "x");
    var configuration = place.load();

    assertThat(
            catchThrowableOfType(
                StartupException.class, () -> configuration.bind("data", Colliding.class)))
        .hasMessageContaining("[configuration-ambiguous]")
        .hasMessageContaining("data.databaseUrl, data.database.url")
        .hasMessageContaining("APP_DATA_DATABASE__URL");

    var clear = new Place(folder).variable("APP_DATA_DATABASE__URL", "x").load();
    assertThat(clear.bind("data", Colliding.class)).isEqualTo(new Colliding("none", new Url("x")));
  }

  @Test
  void a_collision_that_nobody_uses_is_no_problem() {
    assertThat(place.load().bind("data", Colliding.class).databaseUrl()).isEqualTo("none");
  }

  @Test
  void a_value_and_its_file_cannot_both_be_given() throws Exception {
    place
        .file("url", "y")
        .variable("APP_DATA_URL", "x")
        .variable("APP_DATA_URL_FILE", folder.resolve("url").toString());
    var configuration = place.load();

    assertThat(
            catchThrowableOfType(
                StartupException.class, () -> configuration.bind("data", Url.class)))
        .hasMessageContaining("[configuration-duplicate]");
  }

  @Test
  void a_component_that_ends_with_file_is_itself() {
    record Logs(String logFile) {}
    place.variable("APP_DATA_LOG_FILE", "app.log");

    assertThat(place.load().bind("data", Logs.class).logFile()).isEqualTo("app.log");
  }

  @Test
  void empty_values_are_texts_without_characters() {
    record Texts(Optional<String> text, @Default("x") String other, List<String> list) {}
    place
        .variable("APP_DATA_TEXT", "")
        .variable("APP_DATA_OTHER", "")
        .variable("APP_DATA_LIST", "");

    assertThat(place.load().bind("data", Texts.class))
        .isEqualTo(new Texts(Optional.of(""), "", List.of()));
  }

  @Test
  void an_empty_value_is_no_number() {
    record Numbers(@Default("1") int number) {}
    place.variable("APP_DATA_NUMBER", "");
    var configuration = place.load();

    assertThat(
            catchThrowableOfType(
                StartupException.class, () -> configuration.bind("data", Numbers.class)))
        .hasMessageContaining("APP_DATA_NUMBER");
  }

  @Test
  void values_may_have_lines_quotes_and_control_characters() {
    place.variable("APP_DATA_URL", "a\nb\t\"c\"\\ \u0001\uD83D\uDE00");

    assertThat(place.load().bind("data", Url.class).url())
        .isEqualTo("a\nb\t\"c\"\\ \u0001\uD83D\uDE00");
  }

  @Test
  void another_prefix_changes_variables_and_properties() {
    place.variable("MY_SHOP_DATA_URL", "x").property("my.shop.data.url", "y");

    assertThat(place.builder().prefix("MY_SHOP").load().bind("data", Url.class).url())
        .isEqualTo("y");
  }

  @Test
  void a_very_long_variable_means_nothing() {
    place
        .variable("APP_DATA_LABELS_" + "A_".repeat(50_000) + "B", "x")
        .variable("APP_DATA_LIST", "");

    assertThat(data().labels()).isEmpty();
  }
}
