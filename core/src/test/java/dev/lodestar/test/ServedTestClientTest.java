package dev.lodestar.test;

import static dev.lodestar.test.FakeApplication.failure;
import static dev.lodestar.test.FakeApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpMethod;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ServedTestClientTest extends TestClientBehaviour {

  @Override
  TestClient connect(HttpApplication application) {
    return TestClient.serve(application, ServerOptions.defaults(), new JdkEngine());
  }

  @Test
  void the_mark_of_the_client_is_hidden_from_the_application() {
    try (var client = connect(new FakeApplication(FakeApplication::echo))) {
      assertThat(client.get("/").text().toLowerCase(Locale.ROOT)).doesNotContain("lodestar");
    }
  }

  @Test
  void closing_any_client_stops_the_server() {
    var client = connect(new FakeApplication(request -> text(request, "")));
    var origin = client.origin();

    client.defaultHeader("a", "b").close();

    try (var late = TestClient.connect(origin)) {
      assertThatThrownBy(() -> late.get("/"))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("GET / to " + origin + " got no complete response: ")
          .hasMessageContaining("ConnectException");
    }
  }

  @Test
  void a_connected_client_sees_failures_as_500_and_leaves_the_server_running() {
    var application =
        new FakeApplication(request -> failure(request, new IllegalStateException("boom")));
    try (var server = connect(application)) {
      try (var client = TestClient.connect(server.origin())) {
        client.get("/").expectStatus(500);
      }
      server.raiseServerErrors(false).get("/").expectStatus(500);
    }
  }

  @Test
  void what_the_client_of_the_jdk_cannot_send_is_explained() {
    try (var client = connect(new FakeApplication(FakeApplication::echo))) {
      assertThatThrownBy(() -> client.request(HttpMethod.GET, "/").header("Host", "x").send())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The header Host cannot be sent");
      assertThatThrownBy(() -> client.get("/%zz"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The request target '/%zz' cannot be sent");
    }
  }

  @Test
  void without_an_engine_the_error_says_what_to_add() {
    assertThatThrownBy(() -> TestClient.serve(new FakeApplication(FakeApplication::echo)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dev.lodestar:lodestar-server");
  }
}
