package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.model.Default;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Bodies in JSON as typed parameters.
class BodyBindingTest {

  record Line(@Size(min = 1) String sku, @Min(1) int count) {}

  record Order(String customer, List<Line> lines, @Default("normal") String speed) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Post("/orders")
    String create(Order order) {
      return order.toString();
    }

    @Post("/numbers")
    String numbers(@Body List<Integer> numbers) {
      return numbers.toString();
    }

    @Put("/orders/{id}")
    String replace(int id, Order order, boolean force) {
      return id + " " + order.customer() + " " + force;
    }

    @Post("/maybe")
    String maybe(@Body Optional<Order> order) {
      return order.map(Order::customer).orElse("none");
    }

    @Post("/nullable")
    String nullable(@Body @Nullable Order order) {
      return order == null ? "null" : order.customer();
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Handlers.class).build());

  private TestResponse post(String path, String json) {
    return client.request(HttpMethod.POST, path).body(MediaType.JSON, json).send();
  }

  @Test
  void the_only_parameter_that_is_not_simple_is_the_body() {
    assertThat(
            post("/orders", "{\"customer\":\"Ann\",\"lines\":[{\"sku\":\"a\",\"count\":2}]}")
                .text())
        .isEqualTo("Order[customer=Ann, lines=[Line[sku=a, count=2]], speed=normal]");
  }

  @Test
  void an_annotation_makes_any_parameter_the_body() {
    assertThat(post("/numbers", "[1,2]").text()).isEqualTo("[1, 2]");
  }

  @Test
  void every_error_of_the_body_and_the_parameters_is_in_one_answer() {
    var response =
        client
            .request(HttpMethod.PUT, "/orders/7?force=perhaps")
            .body(MediaType.JSON, "{\"lines\":[{\"sku\":\"\",\"count\":0},{\"count\":\"x\"}]}")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response))
        .containsExactlyInAnyOrder(
            "body /customer required",
            "body /lines/0/sku Size",
            "body /lines/0/count Min",
            "body /lines/1/sku required",
            "body /lines/1/count type",
            "query force format");
    assertThat(ProblemDocuments.of(response).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:invalid-input");
  }

  @Test
  void a_malformed_body_is_told_apart_and_located() {
    var response = post("/orders", "{\"customer\":\n  nul}").expectStatus(400);

    assertThat(ProblemDocuments.of(response).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:malformed-input");
    assertThat(ProblemDocuments.messagesOf(response).getFirst()).contains("line 2");
  }

  @Test
  void a_missing_body_is_an_error_unless_it_is_optional() {
    assertThat(ProblemDocuments.errorsOf(post("/orders", "").expectStatus(400)))
        .containsExactly("body  required");
    assertThat(post("/maybe", "").text()).isEqualTo("none");
    assertThat(post("/nullable", "").text()).isEqualTo("null");
  }

  @Test
  void another_media_type_is_a_415_that_says_what_is_accepted() {
    var form =
        client
            .request(HttpMethod.POST, "/orders")
            .body(MediaType.FORM, "customer=Ann")
            .send()
            .expectStatus(415);

    assertThat(form.header("Accept")).contains("application/json, application/vnd.msgpack");
  }

  @Test
  void a_malformed_content_type_is_a_400() {
    client
        .request(HttpMethod.POST, "/orders")
        .header("Content-Type", "application/")
        .text("{}")
        .send();
    var response =
        client
            .request(HttpMethod.POST, "/orders")
            .body(MediaType.parse("application/vnd.order+json"), "{}")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response)).contains("body /customer required");
  }

  @Test
  void more_errors_than_fit_are_counted() {
    var response = post("/numbers", "[" + "\"x\",".repeat(149) + "\"x\"]").expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response)).hasSize(100);
    assertThat(ProblemDocuments.of(response).get("omitted")).isEqualTo(50L);
  }
}
