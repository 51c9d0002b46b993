package dev.lodestar.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import org.junit.jupiter.api.Test;

class ServedDocumentTest {
  static final class Widgets {
    @Get("/widgets/{sku}")
    String getWidget(String sku) {
      return sku;
    }
  }

  private static final TestClient CLIENT =
      TestClient.of(Lodestar.app().routes(Widgets.class).build());

  @Test
  void the_document_is_served_as_json() {
    var response = CLIENT.get("/schema/openapi.json");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.header("Content-Type"))
        .hasValue("application/vnd.oai.openapi+json;version=3.1");
    assertThat(response.text())
        .startsWith("{\"openapi\":\"3.1.1\",\"info\":{\"title\":\"API\",\"version\":\"1.0.0\"}")
        .contains("\"/widgets/{sku}\":{\"get\":{", "\"operationId\":\"getWidget\"");
  }

  @Test
  void clients_that_take_plain_json_only_get_that() {
    var response =
        CLIENT
            .request(HttpMethod.GET, "/schema/openapi.json")
            .header("Accept", "application/json")
            .send();

    assertThat(response.header("Content-Type")).hasValue("application/json");
  }

  @Test
  void a_client_that_has_the_document_gets_304() {
    var tag = CLIENT.get("/schema/openapi.json").header("ETag").orElseThrow();

    var again =
        CLIENT.request(HttpMethod.GET, "/schema/openapi.json").header("If-None-Match", tag).send();

    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void the_document_is_served_as_yaml() {
    assertThat(CLIENT.get("/schema/openapi.yaml").text()).startsWith("openapi: \"3.1.1\"\ninfo:\n");
  }

  @Test
  void without_a_ui_the_path_of_the_schema_is_the_document() {
    assertThat(CLIENT.get("/schema").text()).startsWith("{\"openapi\"");
  }

  @Test
  void something_else_below_is_a_404_that_says_what_there_is() {
    var response = CLIENT.get("/schema/openapi.jsn");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.text()).contains("openapi.json, openapi.yaml");
  }

  @Test
  void an_application_without_it_answers_404() {
    var client =
        TestClient.of(
            Lodestar.app().get("/", request -> Response.text("hi")).withoutOpenApi().build());

    assertThat(client.get("/schema").statusCode()).isEqualTo(404);
  }
}
