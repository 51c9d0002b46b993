package dev.lodestar.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.test.TestClient;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// Tests replace what an application depends on.
class OverrideTest {

  record Clock(String time) {}

  record Report(String text) {}

  record Archive(Clock clock) {}

  static final class Reports {
    @Get("/report")
    String report(Report report, Archive archive) {
      return report.text() + " " + archive.clock().time();
    }
  }

  private static App app() {
    var inner =
        Router.at("/")
            .routes(Reports.class)
            .provide(Provider.of(Clock.class, () -> new Clock("inner")).singleton());
    return Lodestar.app()
        .provide(Provider.of(Clock.class, () -> new Clock("outer")).singleton())
        .provide(Report.class, (Clock clock) -> new Report("at " + clock.time()))
        .provide(Provider.of(Archive.class).singleton())
        .mount(inner)
        .build();
  }

  private static String report(TestClient client) {
    try (client) {
      return client.get("/report").expectStatus(200).text();
    }
  }

  @Test
  void an_override_wins_on_every_layer_and_for_singletons() {
    var client = TestClient.of(app()).override(Clock.class, new Clock("noon"));

    assertThat(report(client)).isEqualTo("at noon noon");
  }

  @Test
  void the_application_itself_stays_as_it_is() {
    var app = app();
    assertThat(report(TestClient.of(app).override(Clock.class, new Clock("noon"))))
        .isEqualTo("at noon noon");

    assertThat(report(TestClient.of(app))).isEqualTo("at inner inner");
  }

  @Test
  void overrides_add_up_and_the_last_of_a_type_wins() {
    var client =
        TestClient.of(app())
            .override(Clock.class, new Clock("noon"))
            .override(Report.class, new Report("none"))
            .override(Clock.class, new Clock("night"));

    assertThat(report(client)).isEqualTo("none night");
  }

  @Test
  void an_override_may_decorate_what_it_replaces() {
    var client =
        TestClient.of(app())
            .override(
                Provider.of(
                    Report.class, (Report report) -> new Report("[" + report.text() + "]")));

    assertThat(report(client)).isEqualTo("[at inner] inner");
  }

  @Test
  void a_client_of_a_running_server_cannot_override() {
    try (var client = TestClient.connect(URI.create("http://localhost:1"))) {
      assertThatThrownBy(() -> client.override(Clock.class, new Clock("noon")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TestClient.of(app)");
    }
  }
}
