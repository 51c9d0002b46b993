package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.http.Response;
import dev.lodestar.model.Default;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.secret.Secret;
import dev.lodestar.test.TestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The configuration of an application.
class SettingsTest {
  record Shop(@Default("Shop") String title, @Default("20") int pageSize) {}

  record Mail(Secret key) {}

  static final class Handlers {
    @Get("/title")
    String title(Shop shop) {
      return shop.title() + " " + shop.pageSize();
    }
  }

  record All(Shop shop, Mail mail) {}

  static final class OfAll {
    @Get("/x")
    String all(All all) {
      return all.shop().title() + all.mail();
    }
  }

  static final class OfMail {
    @Get("/x")
    String key(Mail mail) {
      return mail.key().text();
    }
  }

  private static Configuration configuration(Map<String, String> values) {
    return Configuration.of(values);
  }

  @Test
  void settings_are_dependencies() {
    var app =
        Lodestar.app()
            .configuration(configuration(Map.of("shop.title", "Corner")))
            .settings("shop", Shop.class)
            .routes(new Handlers())
            .build();

    try (var client = TestClient.of(app)) {
      assertThat(client.get("/title").text()).isEqualTo("Corner 20");
    }
  }

  @Test
  void the_whole_configuration_can_be_one_record() {
    var app =
        Lodestar.app()
            .configuration(configuration(Map.of("shop.title", "Corner", "mail.key", "k")))
            .settings(All.class)
            .routes(new OfAll())
            .build();

    try (var client = TestClient.of(app)) {
      assertThat(client.get("/x").text()).isEqualTo("CornerMail[key=******]");
    }
  }

  @Test
  void plugins_have_settings_too() {
    Plugin mail = app -> app.settings("mail", Mail.class);
    var app =
        Lodestar.app()
            .plugin(mail)
            .configuration(configuration(Map.of("mail.key", "k")))
            .routes(new OfMail())
            .build();

    try (var client = TestClient.of(app)) {
      assertThat(client.get("/x").text()).isEqualTo("k");
    }
  }

  @Test
  void settings_are_replaced_in_tests_like_every_dependency() {
    var app =
        Lodestar.app()
            .configuration(configuration(Map.of()))
            .settings("shop", Shop.class)
            .routes(new Handlers())
            .build();

    try (var client = TestClient.of(app).override(Shop.class, new Shop("Test", 1))) {
      assertThat(client.get("/title").text()).isEqualTo("Test 1");
    }
  }

  @Test
  void mistakes_stand_in_the_report_beside_all_others() {
    var builder =
        Lodestar.app()
            .configuration(
                configuration(Map.of("shop.titel", "x", "shpo.a", "b", "server.port", "none")))
            .settings("shop", Shop.class)
            .settings("mail", Mail.class)
            .routes(new Handlers())
            .routes(new OfMail())
            .get("/y/{", request -> Response.text("y"));

    assertThat(catchThrowableOfType(StartupException.class, builder::build).problems())
        .extracting(StartupProblem::code)
        .containsExactlyInAnyOrder(
            "configuration-unknown",
            "configuration-unknown",
            "configuration-value",
            "configuration-missing",
            "path-braces");
  }

  @Test
  void a_builder_that_builds_twice_binds_once() {
    var builder =
        Lodestar.app()
            .configuration(configuration(Map.of()))
            .settings("shop", Shop.class)
            .routes(new Handlers());

    builder.build();
    assertThat(builder.build().routes()).hasSize(1);
  }

  @Test
  void an_application_knows_its_configuration() {
    var configuration = configuration(Map.of("server.port", "7"));
    var app = Lodestar.app().configuration(configuration).build();

    assertThat(app.configuration()).containsSame(configuration);
    assertThat(app.serverOptions(Map.of("LODESTAR_PORT", "8"), List.of()).port()).isEqualTo(7);
    assertThat(Lodestar.app().build().configuration()).isEmpty();
  }

  @Test
  void arguments_that_the_configuration_was_loaded_without_are_refused() {
    var app = Lodestar.app().configuration(configuration(Map.of())).build();

    assertThatThrownBy(() -> app.serverOptions(Map.of(), List.of("--set=server.port=1")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("Configuration.load(args)");
  }

  @Test
  void an_application_without_a_configuration_takes_every_option_from_the_environment() {
    var app = Lodestar.app().build();

    assertThat(app.serverOptions(Map.of("LODESTAR_PORT", "8"), List.of()).port()).isEqualTo(8);
    assertThat(app.serverOptions(Map.of("LODESTAR_MAX_HEADER_COUNT", "9"), List.of()))
        .extracting("maxHeaderCount")
        .isEqualTo(9);
    assertThatThrownBy(() -> app.serverOptions(Map.of("LODESTAR_EVENT_LOOPS", "x"), List.of()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("LODESTAR_EVENT_LOOPS");
  }
}
