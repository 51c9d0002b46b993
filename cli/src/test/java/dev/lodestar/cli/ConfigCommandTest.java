package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.cli.JavaProcess.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the configuration does for programs in processes of their own.
@Timeout(300)
class ConfigCommandTest {
  private static final String SHOP =
      """
      import dev.lodestar.*;
      import dev.lodestar.configuration.*;
      import dev.lodestar.secret.*;
      import jakarta.validation.constraints.*;

      record ShopSettings(String title, @Max(100) int pageSize, Secret key) {}

      @Get("/title")
      String title(ShopSettings settings) {
        return settings.title();
      }

      void main(String... args) {
        Lodestar.run(
            configuration ->
                Lodestar.app()
                    .configuration(configuration)
                    .settings("shop", ShopSettings.class)
                    .routes(this)
                    .build(),
            args);
      }
      """;

  private static final String PLAIN =
      """
      import dev.lodestar.*;

      @Get("/")
      String hello() {
        return "hello";
      }

      void main(String... args) {
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    write("App.java", SHOP);
    write(
        "lodestar.toml",
        "[server]\nport = 0\n[shop]\ntitle = 'Corner'\npageSize = 20\nkey = 'hidden'\n");
  }

  private void write(String name, String text) throws IOException {
    new Sources(folder).write(name, text);
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    try (var process = JavaProcess.start(folder, environment, List.of(), arguments)) {
      return process.outcome();
    }
  }

  private static String get(String uri) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(uri)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void an_application_is_served_as_its_file_its_profile_and_its_arguments_say() throws Exception {
    write("lodestar-prod.toml", "[shop]\ntitle = 'Production'\n");
    var environment = Map.of("LODESTAR_HOST", "localhost");

    try (var process =
        JavaProcess.start(folder, environment, List.of(), "run", "App.java", "--profile", "prod")) {
      assertThat(get(process.uri() + "/title")).isEqualTo("Production");
    }
    try (var process =
        JavaProcess.start(
            folder, environment, List.of(), "run", "--set=shop.title=Argument", "App.java")) {
      assertThat(get(process.uri() + "/title")).isEqualTo("Argument");
    }
  }

  @Test
  void a_table_with_a_mistyped_name_is_told_when_the_application_starts() throws Exception {
    write("Plain.java", PLAIN);
    write("lodestar.toml", "[server]\nport = 0\n[loging]\nlevel = 'debug'\n[other]\nx = 1\n");

    try (var process = JavaProcess.start(folder, Map.of(), List.of(), "run", "Plain.java")) {
      process.uri();
      process.terminate();
      assertThat(process.outcome().err())
          .contains("configuration_unknown", "lodestar.toml:3:2", "Did you mean 'logging'?")
          .doesNotContain("other");
    }
  }

  @Test
  void a_mistake_in_the_configuration_is_told_once_and_nothing_else() throws Exception {
    write("lodestar.toml", "[server]\nprot = 1\n");

    var checked = run(Map.of(), "config", "App.java", "check");

    assertThat(checked.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(checked.out() + checked.err())
        .contains("Did you mean 'port'?")
        .doesNotContain("ended without serving");
  }

  @Test
  void an_application_that_asks_for_nothing_is_served_as_the_table_server_says() throws Exception {
    write("Plain.java", PLAIN);
    write("lodestar.toml", "[server]\nport = 0\nhost = 'localhost'\n");

    try (var process = JavaProcess.start(folder, Map.of(), List.of(), "run", "Plain.java")) {
      assertThat(process.uri()).startsWith("http://localhost:").doesNotContain(":8080");
    }
    var wrong = run(Map.of("LODESTAR_MAX_BODY_SIZE", "big"), "run", "Plain.java");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(wrong.err()).contains("LODESTAR_MAX_BODY_SIZE  server.maxBodySize");
  }

  @Test
  void arguments_that_nothing_reads_are_refused() throws Exception {
    write("Plain.java", PLAIN);

    var outcome = run(Map.of(), "run", "Plain.java", "--set", "shop.title=x");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("--set shop.title  shop  [configuration-unknown]");
  }

  @Test
  void an_application_with_a_configuration_of_its_own_does_not_overlook_arguments()
      throws Exception {
    write(
        "Own.java",
        SHOP.replace("Lodestar.run(\n      configuration ->", "Lodestar.run(")
            .replaceAll("configuration ->\\s*", "")
            .replace(".configuration(configuration)", ".configuration(Configuration.load())"));

    var outcome = run(Map.of(), "run", "Own.java", "--set", "shop.title=x");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("Load it with Configuration.load(args)");
  }

  @Test
  void config_shows_values_with_their_origins_and_no_secrets() throws Exception {
    var outcome =
        run(
            Map.of("APP_SHOP_TITLE", "Variable"),
            "run",
            "App.java",
            "--set=shop.pageSize=5",
            "config");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("Files: lodestar.toml\nProfiles: none\n\n")
        .containsPattern("shop.title +Variable +APP_SHOP_TITLE\n")
        .containsPattern("shop.pageSize +5 +--set shop.pageSize\n")
        .containsPattern("shop.key +\\*{6} +lodestar.toml:6:7\n")
        .containsPattern("server.port +0 +lodestar.toml:2:8\n")
        .doesNotContain("hidden");
  }

  @Test
  void config_prints_json() throws Exception {
    var outcome = run(Map.of(), "run", "App.java", "config", "--json");

    assertThat(outcome.out())
        .contains("\"path\": \"shop.title\"")
        .contains("\"source\": \"file\"")
        .doesNotContain("hidden");
  }

  @Test
  void config_check_tells_mistakes_of_an_application_that_cannot_be_built() throws Exception {
    write("lodestar.toml", "[shop]\ntitel = 'x'\npageSize = 200\nkey = 'hidden'\n");

    var outcome = run(Map.of("APP_SHOP_PAGE_SIZES", "1"), "run", "App.java", "config", "check");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains("lodestar.toml:2:1  shop.titel  [configuration-unknown]")
        .contains("lodestar.toml:3:12  shop.pageSize  [configuration-value]")
        .contains("shop.title  [configuration-missing]")
        .contains(
            "Warning: Nothing reads the environment variable APP_SHOP_PAGE_SIZES. Did you"
                + " mean APP_SHOP_PAGE_SIZE?")
        .doesNotContain("hidden");
  }

  @Test
  void config_check_of_a_sound_configuration_says_so() throws Exception {
    var outcome = run(Map.of(), "run", "App.java", "config", "check");

    assertThat(outcome)
        .isEqualTo(new Outcome(0, "There is nothing wrong with the configuration.\n", ""));
  }

  @Test
  void config_refuses_arguments_that_it_does_not_know() throws Exception {
    var outcome = run(Map.of(), "run", "App.java", "config", "chekc");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISUSED);
    assertThat(outcome.err()).contains("The argument 'chekc' is not expected.");
  }

  @Test
  void an_application_with_mistakes_prints_them_without_a_stack_trace() throws Exception {
    write("lodestar.toml", "[shop\n");

    var outcome = run(Map.of(), "run", "App.java", "--port", "0");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .contains("lodestar.toml:1:6  lodestar.toml  [configuration-syntax]")
        .doesNotContain("\tat ");
  }
}
