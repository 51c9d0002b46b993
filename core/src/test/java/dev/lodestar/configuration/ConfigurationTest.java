package dev.lodestar.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.model.Default;
import dev.lodestar.model.Value;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.secret.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  record Shop(
      String title,
      @Default("20") @Max(100) int pageSize,
      @Default({}) List<String> tags,
      Map<String, Integer> stock,
      Database database) {}

  record Database(
      @Default("jdbc:h2:mem:") URI url,
      Optional<Secret> password,
      @Default("PT30S") Duration timeout) {}

  @TempDir Path folder;
  private Place place;

  @BeforeEach
  void make_a_place() {
    place = new Place(folder);
  }

  private Shop shop() {
    return place.load().bind("shop", Shop.class);
  }

  private List<StartupProblem> problems(Class<?> type) {
    var configuration = place.load();
    var thrown =
        catchThrowableOfType(StartupException.class, () -> configuration.bind("shop", type));
    return thrown.problems();
  }

  // The order

  @Test
  void takes_defaults_of_the_record_where_nothing_is_given() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle = 'Corner'");

    var shop = shop();

    assertThat(shop.title()).isEqualTo("Corner");
    assertThat(shop.pageSize()).isEqualTo(20);
    assertThat(shop.tags()).isEmpty();
    assertThat(shop.stock()).isEmpty();
    assertThat(shop.database())
        .isEqualTo(
            new Database(URI.create("jdbc:h2:mem:"), Optional.empty(), Duration.ofSeconds(30)));
  }

  @Test
  void takes_each_value_from_the_highest_place_that_gives_it() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle = 'file'");
    assertThat(shop().title()).isEqualTo("file");

    place
        .file("lodestar-dev.toml", "[shop]\ntitle = 'profile'")
        .variable("LODESTAR_PROFILE", "dev");
    assertThat(shop().title()).isEqualTo("profile");

    place.file(".env", "APP_SHOP_TITLE=dotenv");
    assertThat(shop().title()).isEqualTo("dotenv");

    place.variable("APP_SHOP_TITLE", "variable");
    assertThat(shop().title()).isEqualTo("variable");

    place.property("app.shop.title", "property");
    assertThat(shop().title()).isEqualTo("property");

    place.arguments("--set", "shop.title=argument");
    assertThat(shop().title()).isEqualTo("argument");

    var given = place.load().with(Map.of("shop.title", "given"));
    assertThat(given.bind("shop", Shop.class).title()).isEqualTo("given");
  }

  @Test
  void merges_tables_and_replaces_lists() throws Exception {
    place
        .file("lodestar.toml", "[shop]\ntitle='a'\ntags=['x','y']\n[shop.stock]\napple=1\npear=2")
        .file("lodestar-prod.toml", "[shop]\ntags=['z']\n[shop.stock]\npear=3")
        .arguments("--profile=prod");

    assertThat(shop().tags()).containsExactly("z");
    assertThat(shop().stock()).containsExactly(Map.entry("apple", 1), Map.entry("pear", 3));
  }

  @Test
  void reads_the_files_of_several_profiles_in_their_order() throws Exception {
    place
        .file("lodestar.toml", "[shop]\ntitle='base'")
        .file("lodestar-a.toml", "[shop]\ntitle='a'\npageSize=1")
        .file("lodestar-b.toml", "[shop]\ntitle='b'");

    place.arguments("--profile", "a,b");
    assertThat(shop()).extracting("title", "pageSize").containsExactly("b", 1);

    place.arguments("--profile", "b", "--profile", "a");
    assertThat(shop().title()).isEqualTo("a");
  }

  @Test
  void reads_properties_by_the_same_rules() throws Exception {
    place.file(
        "lodestar.properties",
        "shop.title = Corner\nshop.pageSize: 30\nshop.tags=a,b\nshop.stock.apple=4\n"
            + "shop.database.timeout=5s");

    assertThat(shop())
        .isEqualTo(
            new Shop(
                "Corner",
                30,
                List.of("a", "b"),
                Map.of("apple", 4),
                new Database(URI.create("jdbc:h2:mem:"), Optional.empty(), Duration.ofSeconds(5))));
  }

  @Test
  void finds_the_file_that_is_named() throws Exception {
    place.file("other.toml", "[shop]\ntitle='other'").file("lodestar.toml", "[shop]\ntitle='x'");

    assertThat(place.arguments("--config", "other.toml").load().bind("shop", Shop.class).title())
        .isEqualTo("other");
    place.arguments().variable("LODESTAR_CONFIG", "other.toml");
    assertThat(shop().title()).isEqualTo("other");
    assertThat(place.load().files()).containsExactly("other.toml");
  }

  @Test
  void reads_dotenv_in_development_only() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle='file'").file(".env", "APP_SHOP_TITLE=dotenv");

    assertThat(shop().title()).isEqualTo("file");
    assertThat(place.variable("LODESTAR_DEBUG", "1").load().bind("shop", Shop.class).title())
        .isEqualTo("dotenv");
    assertThat(place.builder().dotenv(false).load().bind("shop", Shop.class).title())
        .isEqualTo("file");
  }

  @Test
  void understands_every_form_of_a_line_of_dotenv() throws Exception {
    record Texts(String a, String b, String c, String d, String e) {}
    place
        .file(
            ".env",
            """
            # comment

            export APP_SHOP_A=plain # comment
            APP_SHOP_B='a # $b \\n'
            APP_SHOP_C="two
            lines\\tand \\"quotes\\""
            APP_SHOP_D=\r
            APP_SHOP_E = a#b=c\
            """)
        .variable("LODESTAR_DEBUG", "on");

    assertThat(place.load().bind("shop", Texts.class))
        .isEqualTo(new Texts("plain", "a # $b \\n", "two\nlines\tand \"quotes\"", "", "a#b=c"));
  }

  // Types

  record Kinds(
      LocalDate day,
      OffsetDateTime moment,
      double ratio,
      long hex,
      boolean on,
      Duration pause,
      Path folder,
      Level level) {}

  enum Level {
    VERY_LOW,
    HIGH
  }

  @Test
  void reads_all_kinds_of_values_of_toml() throws Exception {
    place.file(
        "lodestar.toml",
        """
        [shop]
        day = 2026-11-29
        moment = 2026-11-29 03:15:00Z
        ratio = 1_000.5
        hex = 0xFF
        on = true
        pause = "1h30m"
        folder = "data/files"
        level = "very-low"
        """);

    assertThat(place.load().bind("shop", Kinds.class))
        .isEqualTo(
            new Kinds(
                LocalDate.of(2026, 11, 29),
                OffsetDateTime.parse("2026-11-29T03:15:00Z"),
                1000.5,
                255,
                true,
                Duration.ofMinutes(90),
                Path.of("data/files"),
                Level.VERY_LOW));
  }

  enum Step {
    THREE;

    @Value
    int number() {
      return 3;
    }
  }

  record Levels(Step fromFile, Step fromVariable) {}

  record Paused(Duration pause) {}

  @Test
  void a_wrong_duration_is_told_all_forms_that_are_accepted() throws Exception {
    place.file("lodestar.toml", "[shop]\npause = \"soon\"\n");

    assertThat(problems(Paused.class).getFirst().what())
        .isEqualTo("Expected a duration such as 30s, 1h30m or PT1H30M, found the text \"soon\".");
  }

  @Test
  void reads_constants_that_are_numbers() throws Exception {
    place.file("lodestar.toml", "[shop]\nfromFile = 3\n").variable("APP_SHOP_FROM_VARIABLE", "3");

    assertThat(place.load().bind("shop", Levels.class))
        .isEqualTo(new Levels(Step.THREE, Step.THREE));
  }

  @Test
  void reads_texts_of_variables_as_their_type_wants() {
    record Flags(boolean a, boolean b, int n, List<Integer> list, Map<String, String> map) {}
    place
        .variable("APP_SHOP_A", "on")
        .variable("APP_SHOP_B", "0")
        .variable("APP_SHOP_N", " 7 ")
        .variable("APP_SHOP_LIST", "1, 2,3")
        .variable("APP_SHOP_MAP", "{blueSky = 'x', \"a.b\" = 'y'}");

    assertThat(place.load().bind("shop", Flags.class))
        .isEqualTo(new Flags(true, false, 7, List.of(1, 2, 3), Map.of("blueSky", "x", "a.b", "y")));
  }

  sealed interface Storage {
    record Disk(Path folder) implements Storage {}

    record Remote(URI url, @Default("3") int retries) implements Storage {}
  }

  @Test
  void reads_sealed_types_by_their_tag() throws Exception {
    record Stores(Storage main, List<Storage> others) {}
    place
        .file(
            "lodestar.toml",
            """
            [shop.main]
            type = "Remote"
            url = "https://example.com"
            [[shop.others]]
            type = "Disk"
            folder = "data"
            """)
        .variable("APP_SHOP_MAIN_RETRIES", "5");

    assertThat(place.load().bind("shop", Stores.class))
        .isEqualTo(
            new Stores(
                new Storage.Remote(URI.create("https://example.com"), 5),
                List.of(new Storage.Disk(Path.of("data")))));
  }

  @Test
  void binds_the_whole_configuration_but_the_server() throws Exception {
    record Everything(String title, Database database) {}
    place
        .file("lodestar.toml", "title='a'\n[database]\nurl='x:y'\n[server]\nport=1")
        .variable("APP_DATABASE_TIMEOUT", "1s");

    var all = place.load().bind(Everything.class);

    assertThat(all.database().timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(all.database().url()).isEqualTo(URI.create("x:y"));
  }

  @Test
  void is_made_of_a_map_for_tests() {
    var configuration = Configuration.of(Map.of("shop.title", "Test", "shop.tags[0]", "x"));

    assertThat(configuration.bind("shop", Shop.class).tags()).containsExactly("x");
    assertThat(configuration.files()).isEmpty();
  }

  // Problems

  @Test
  void lists_all_problems_with_their_places() throws Exception {
    place
        .file(
            "lodestar.toml",
            """
            [shop]
            pageSize = 200
            tilte = "Corner"
            tags = ["a", 7]

            [shop.database]
            timeout = "soon"
            """)
        .variable("APP_SHOP_STOCK_APPLE", "many");

    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, StartupProblem::subject, p -> p.location().orElse(""))
        .containsExactlyInAnyOrder(
            tuple("configuration-value", "shop.pageSize", "lodestar.toml:2:12"),
            tuple("configuration-unknown", "shop.tilte", "lodestar.toml:3:1"),
            tuple("configuration-value", "shop.tags.1", "lodestar.toml:4:14"),
            tuple("configuration-value", "shop.database.timeout", "lodestar.toml:7:11"),
            tuple("configuration-value", "shop.stock.apple", "APP_SHOP_STOCK_APPLE"),
            tuple("configuration-missing", "shop.title", ""));
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  @Test
  void says_which_name_was_meant() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitel = 'x'");

    assertThat(problems(Shop.class))
        .filteredOn(problem -> problem.code().equals("configuration-unknown"))
        .extracting(StartupProblem::fix)
        .containsExactly("Did you mean 'title'?");
  }

  @Test
  void says_all_the_places_where_a_missing_value_may_be_given() {
    assertThat(problems(Shop.class))
        .extracting(StartupProblem::fix)
        .containsExactly(
            "Give it as shop.title in lodestar.toml, or as the environment variable"
                + " APP_SHOP_TITLE, the system property app.shop.title, or the argument --set"
                + " shop.title=VALUE.");
  }

  @Test
  void tells_errors_of_syntax_and_nothing_that_follows_from_them() throws Exception {
    place.file("lodestar.toml", "[shop]\ntags = ['a'\ntitle = 'x'");

    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, p -> p.location().orElse(""))
        .containsExactly(tuple("configuration-syntax", "lodestar.toml:3:1"));
  }

  @Test
  void tells_keys_that_are_there_twice() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle = 'x'\ntitle = 'y'");

    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, p -> p.location().orElse(""), StartupProblem::what)
        .containsExactly(
            tuple(
                "configuration-duplicate",
                "lodestar.toml:3:1",
                "The key 'title' is there already, in line 2."));
  }

  @Test
  void knows_the_lines_of_properties() throws Exception {
    place.file(
        "lodestar.properties", "# first\nshop.title=a\\\n  b\nshop.pageSize=x\nshop.title=c");

    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, p -> p.location().orElse(""))
        .containsExactlyInAnyOrder(
            tuple("configuration-duplicate", "lodestar.properties:5:1"),
            tuple("configuration-value", "lodestar.properties:4:1"));
  }

  @Test
  void tells_tables_that_nothing_reads() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle='a'\n[shpo]\nx=1\n[serve]\nport=1");
    var configuration = place.load().declare("shop", Shop.class);

    assertThat(configuration.problems())
        .extracting(StartupProblem::subject, StartupProblem::fix)
        .containsExactly(
            tuple("shpo", "Did you mean 'shop'?"), tuple("serve", "Did you mean 'server'?"));
  }

  @Test
  void leaves_the_table_of_the_tools_of_developers_to_them() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle='a'\n[dev]\nwhatever=1\n[dev.vite]\nport=1");

    assertThat(place.load().declare("shop", Shop.class).problems()).isEmpty();
    assertThat(place.load().declare(Shops.class).problems()).isEmpty();
  }

  record Shops(Shop shop) {}

  @Test
  void tells_profiles_without_a_file() throws Exception {
    place.file("lodestar.toml", "[shop]\ntitle='a'").file("lodestar-prod.toml", "");

    place.arguments("--profile", "prdo");
    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, StartupProblem::fix)
        .containsExactly(tuple("configuration-profile", "Did you mean the profile 'prod'?"));

    place.arguments("--profile", "../../etc/passwd");
    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code)
        .containsExactly("configuration-profile");

    assertThat(place.arguments("--profile", "dev").load().declare("shop", Shop.class).problems())
        .isEmpty();
  }

  @Test
  void tells_malformed_and_unknown_arguments() {
    place.arguments("--set", "shop.title=a", "--set", "nothing", "--set=shop.x=1", "--set", "..=1");

    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, StartupProblem::subject)
        .containsExactlyInAnyOrder(
            tuple("configuration-argument", "--set nothing"),
            tuple("configuration-name", ".."),
            tuple("configuration-unknown", "shop.x"));
  }

  @Test
  void warns_of_variables_and_properties_that_nothing_reads() {
    place
        .variable("APP_SHOP_TITLE", "a")
        .variable("APP_SHOP_PAGESIZE", "5")
        .variable("LODESTAR_PROT", "1")
        .variable("LODESTAR_CACHE", "x")
        .variable("HOME", "x")
        .property("app.shop.tittle", "x");
    var configuration = place.load().declare("shop", Shop.class);

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.warnings())
        .containsExactly(
            "Nothing reads the environment variable APP_SHOP_PAGESIZE. Did you mean"
                + " APP_SHOP_PAGE_SIZE?",
            "Nothing reads the environment variable LODESTAR_PROT. Did you mean LODESTAR_PORT?",
            "Nothing reads the system property app.shop.tittle. Did you mean app.shop.title?");
  }

  @Test
  void refuses_a_table_that_is_none() throws Exception {
    place.file("lodestar.toml", "shop = 5");

    assertThat(problems(Shop.class))
        .extracting(StartupProblem::code, p -> p.location().orElse(""))
        .contains(tuple("configuration-value", "lodestar.toml:1:8"));
  }

  @Test
  void refuses_types_that_cannot_be_read() {
    record Broken(Thread thread) {}

    assertThat(problems(Broken.class))
        .extracting(StartupProblem::code, StartupProblem::subject)
        .containsExactly(tuple("configuration-type", "Broken.thread"));
    assertThatThrownBy(() -> place.load().bind("server", Shop.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // Secrets

  record Login(@Size(min = 8) Secret password, Optional<Secret> token) {}

  @Test
  void reads_secrets_from_files() throws Exception {
    place
        .file("password", "open sesame\n")
        .file("token", "t\n\n")
        .file("lodestar.toml", "[shop]\ntoken = { file = 'token' }")
        .variable("APP_SHOP_PASSWORD_FILE", "password");

    var login = place.load().bind("shop", Login.class);

    assertThat(login.password().text()).isEqualTo("open sesame");
    assertThat(login.token().orElseThrow().text()).isEqualTo("t\n");
  }

  @Test
  void takes_a_number_for_a_secret() throws Exception {
    place.file("lodestar.toml", "[shop]\npassword = 1234567890");

    assertThat(place.load().bind("shop", Login.class).password().text()).isEqualTo("1234567890");
  }

  @Test
  void never_repeats_a_secret() throws Exception {
    place
        .file("lodestar.toml", "[shop]\npassword = 'sesame'\ntoken = ['sesame']")
        .variable("APP_SHOP_TOKEN", "[sesame");
    var configuration = place.load().declare("shop", Login.class);

    assertThat(configuration.problems()).isNotEmpty();
    assertThat(configuration.problems().toString()).doesNotContain("sesame");
    assertThat(configuration.entries().toString()).doesNotContain("sesame");
  }

  @Test
  void tells_a_missing_file_of_a_secret() {
    place.variable("APP_SHOP_PASSWORD_FILE", "/nowhere/password");

    assertThat(problems(Login.class))
        .extracting(StartupProblem::code, StartupProblem::subject)
        .contains(tuple("configuration-file", "/nowhere/password"));
  }

  // Entries

  @Test
  void lists_the_values_that_count_with_their_origins() throws Exception {
    record Mail(URI server, String apiKey, Optional<String> from, @Default("5") int retries) {}
    place
        .file("lodestar.toml", "[shop]\nserver = 'smtp://me:pass@mail/?token=abc&x=1'")
        .variable("APP_SHOP_API_KEY", "k");

    assertThat(place.load().declare("shop", Mail.class).entries())
        .filteredOn(entry -> entry.path().startsWith("shop."))
        .extracting(
            ConfigurationEntry::path,
            ConfigurationEntry::value,
            entry -> entry.origin().place(),
            ConfigurationEntry::isSet)
        .containsExactly(
            tuple(
                "shop.server",
                "smtp://me:******@mail/?token=******&x=1",
                "lodestar.toml:2:10",
                true),
            tuple("shop.apiKey", "******", "APP_SHOP_API_KEY", true),
            tuple("shop.from", "", "default", false),
            tuple("shop.retries", "5", "default", true));
  }
}
