package dev.lodestar.openapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.openapi.document.Documents;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MockApplicationTest {
  private static final String PATHS =
      """
      /widgets:
        get:
          operationId: list
          parameters:
            - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 9}}
            - {name: tag, in: query, schema: {type: array, items: {enum: [a, b]}}}
          responses:
            200:
              description: OK
              headers: {X-Total: {schema: {type: integer, const: 7}}}
              content:
                application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Widget"}}}
                text/csv: {schema: {type: string}, example: "a,b"}
        post:
          operationId: create
          security: [{key: []}, {bearer: []}]
          requestBody:
            required: true
            content:
              application/json: {schema: {$ref: "#/components/schemas/Widget"}}
          responses:
            201: {description: Created, content: {application/json: {schema: {$ref: "#/components/schemas/Widget"}}}}
            4XX: {description: Wrong}
      /widgets/new:
        get:
          operationId: literal
          responses: {200: {description: OK, content: {text/plain: {example: literal}}}}
      /widgets/{widget-id}.json:
        get:
          operationId: one
          parameters:
            - {name: widget-id, in: path, required: true, schema: {type: integer}}
            - {name: X-Tenant, in: header, required: true, schema: {type: string, minLength: 2}}
          responses:
            200:
              description: OK
              content:
                application/json:
                  examples: {small: {value: {size: 1}}, large: {value: {size: 9}}}
            404: {description: Missing, content: {application/problem+json: {example: {title: None}}}}
            410: {description: Gone, content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}}
      /events:
        get:
          operationId: events
          responses: {200: {description: OK, content: {text/event-stream: {example: {a: 1}}}}}
      /orders:
        post:
          operationId: order
          requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
          responses: {204: {description: Done}}
      /form:
        post:
          operationId: form
          requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, required: [name], properties: {name: {type: string, maxLength: 3}, age: {type: integer}}}}}}
          responses: {204: {description: Done}}
      """;
  private static final String COMPONENTS =
      """
      schemas:
        Widget:
          type: object
          required: [sku, price]
          additionalProperties: false
          properties:
            sku: {type: string, pattern: "^[a-z]{2}-[0-9]{2}$"}
            price: {type: number, exclusiveMinimum: 0}
            shape: {$ref: "#/components/schemas/Shape"}
            secret: {type: string, writeOnly: true}
        Shape:
          oneOf: [{$ref: "#/components/schemas/Circle"}, {$ref: "#/components/schemas/Square"}]
          discriminator: {propertyName: kind}
        Circle: {type: object, required: [kind, radius], properties: {kind: {const: Circle}, radius: {type: number}}}
        Square: {type: object, required: [kind, side], properties: {kind: {const: Square}, side: {type: number}}}
        Problem:
          type: object
          required: [type, title, status]
          properties:
            type: {type: string, default: "about:blank"}
            title: {type: string}
            status: {type: integer, minimum: 100}
        Order:
          type: object
          required: [id, weight]
          properties:
            id: {type: integer, readOnly: true}
            weight: {type: number, multipleOf: 0.01}
      securitySchemes:
        key: {type: apiKey, in: header, name: X-Key}
        bearer: {type: http, scheme: bearer}
      """;

  private static final TestClient CLIENT =
      TestClient.of(MockApplication.of(Documents.of(PATHS, COMPONENTS)).build());

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private static TestResponse create(String body) {
    return CLIENT
        .request(HttpMethod.POST, "/widgets")
        .header("X-Key", "any")
        .body(MediaType.JSON, body)
        .send();
  }

  @Test
  void an_answer_is_made_of_the_schema_and_is_always_the_same() {
    var first = CLIENT.get("/widgets").expectStatus(200);

    assertThat(first.text()).startsWith("[{\"sku\":\"").doesNotContain("secret");
    assertThat(first.header("X-Total")).hasValue("7");
    assertThat(CLIENT.get("/widgets").text()).isEqualTo(first.text());
  }

  @Test
  void another_seed_makes_other_examples() {
    var mock = MockApplication.of(Documents.of(PATHS, COMPONENTS)).withSeed(7).build();
    try (var client = TestClient.of(mock)) {
      assertThat(client.get("/widgets").text()).isNotEqualTo(CLIENT.get("/widgets").text());
    }
  }

  @Test
  void given_examples_win_and_the_client_chooses_the_media_type() {
    var response = CLIENT.request(HttpMethod.GET, "/widgets").header("Accept", "text/csv").send();

    assertThat(response.text()).isEqualTo("a,b");
    assertThat(response.header("Vary")).hasValue("Accept");
    CLIENT
        .request(HttpMethod.GET, "/widgets")
        .header("Accept", "image/png")
        .send()
        .expectStatus(406);
  }

  @Test
  void the_client_may_prefer_another_answer_or_example() {
    var one = CLIENT.request(HttpMethod.GET, "/widgets/7.json").header("X-Tenant", "acme");

    assertThat(one.send().text()).isEqualTo("{\"size\":1}");
    assertThat(one.header("Prefer", "example=large").send().text()).isEqualTo("{\"size\":9}");
    var missing =
        CLIENT
            .request(HttpMethod.GET, "/widgets/7.json")
            .header("X-Tenant", "acme")
            .header("Prefer", "code=404")
            .send()
            .expectStatus(404);
    assertThat(missing.text()).isEqualTo("{\"title\":\"None\"}");
    assertThat(missing.header("Preference-Applied")).hasValue("code=404");
  }

  @Test
  void a_problem_that_is_made_up_has_the_status_that_it_is_sent_with() {
    var gone =
        CLIENT
            .request(HttpMethod.GET, "/widgets/7.json")
            .header("X-Tenant", "acme")
            .header("Prefer", "code=410")
            .send()
            .expectStatus(410);

    assertThat(gone.text())
        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Gone\",\"status\":410}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code=409     | The header Prefer asks for the status '409', but the operation answers with 200, 404, 410.",
        "code=many    | The header Prefer asks for the status 'many', but the operation answers with 200, 404, 410.",
        "example=none | The header Prefer asks for the example 'none', but there is small, large.",
      })
  void a_preference_that_cannot_be_met_is_a_400(String preference, String detail) {
    var response =
        CLIENT
            .request(HttpMethod.GET, "/widgets/7.json")
            .header("X-Tenant", "acme")
            .header("Prefer", preference)
            .send()
            .expectStatus(400);

    assertThat(response.problem().detail()).hasValue(detail);
  }

  @Test
  void a_literal_path_goes_before_a_parameter() {
    assertThat(CLIENT.get("/widgets/new").text()).isEqualTo("literal");
  }

  @Test
  void parameters_are_checked() {
    assertThat(CLIENT.get("/widgets?limit=10&tag=a&tag=c").expectStatus(400).text())
        .contains(
            "{\"in\":\"query\",\"name\":\"limit\",\"code\":\"maximum\"",
            "{\"in\":\"query\",\"name\":\"tag\",\"code\":\"format\"");
    assertThat(CLIENT.get("/widgets?limit=many").expectStatus(400).text())
        .contains("Expected integer, found the text");
    assertThat(CLIENT.get("/widgets/x.json").expectStatus(400).text())
        .contains(
            "\"in\":\"path\"", "\"in\":\"header\",\"name\":\"X-Tenant\",\"code\":\"required\"");
    CLIENT.get("/widgets?limit=9&tag=a&tag=b").expectStatus(200);
  }

  @Test
  void bodies_are_checked() {
    create("{\"sku\": \"ab-12\", \"price\": 1}").expectStatus(201);
    assertThat(create("{\"sku\": \"ab\", \"price\": 0, \"cost\": 1}").expectStatus(400).text())
        .contains("\"pointer\":\"/sku\"", "\"pointer\":\"/price\"", "\"pointer\":\"/cost\"");
    assertThat(
            create("{\"sku\": \"ab-12\", \"price\": 1, \"shape\": {\"kind\": \"Square\"}}")
                .expectStatus(400)
                .text())
        .contains("\"pointer\":\"/shape/side\",\"code\":\"required\"");
    assertThat(
            create("{\"sku\": \"ab-12\", \"price\": 1, \"shape\": {\"kind\": \"Star\"}}")
                .expectStatus(400)
                .text())
        .contains("\"pointer\":\"/shape/kind\"", "Expected one of Circle, Square");
    assertThat(create("null").expectStatus(400).text()).contains("Null is not allowed.");
    assertThat(create("{").expectStatus(400).text()).contains("malformed");
    assertThat(create("").expectStatus(400).text()).contains("The request needs a body.");
  }

  @Test
  void what_is_read_only_need_not_be_sent() {
    order("{\"weight\": 1.25}").expectStatus(204);
    assertThat(order("{}").expectStatus(400).text())
        .contains("\"pointer\":\"/weight\"")
        .doesNotContain("/id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1E+999999999", "1e-999999999"})
  void a_number_of_any_size_is_compared_at_once(String weight) {
    order("{\"weight\": " + weight + "}");
  }

  private static TestResponse order(String body) {
    return CLIENT.request(HttpMethod.POST, "/orders").body(MediaType.JSON, body).send();
  }

  @Test
  void another_content_type_is_a_415() {
    var refused =
        CLIENT
            .request(HttpMethod.POST, "/widgets")
            .header("X-Key", "any")
            .body(MediaType.parse("text/plain"), "x")
            .send()
            .expectStatus(415);

    assertThat(refused.header("Accept")).hasValue("application/json");
  }

  @Test
  void credentials_have_to_be_sent_whatever_they_are() {
    var body = "{\"sku\": \"ab-12\", \"price\": 1}";
    CLIENT.request(HttpMethod.POST, "/widgets").body(MediaType.JSON, body).send().expectStatus(401);
    CLIENT
        .request(HttpMethod.POST, "/widgets")
        .header("Authorization", "Bearer x")
        .body(MediaType.JSON, body)
        .send()
        .expectStatus(201);
  }

  @Test
  void forms_are_checked() {
    var form = MediaType.parse("application/x-www-form-urlencoded");
    CLIENT.request(HttpMethod.POST, "/form").body(form, "name=Ann&age=7").send().expectStatus(204);
    assertThat(
            CLIENT
                .request(HttpMethod.POST, "/form")
                .body(form, "age=old")
                .send()
                .expectStatus(400)
                .text())
        .contains("\"in\":\"form\",\"name\":\"name\"", "\"in\":\"form\",\"name\":\"age\"");
  }

  @Test
  void streams_are_sent_as_streams() {
    assertThat(CLIENT.get("/events").text()).isEqualTo("data: {\"a\":1}\n\ndata: {\"a\":1}\n\n");
  }

  @Test
  void unknown_paths_and_methods_are_answered_as_usual() {
    CLIENT.get("/nothing").expectStatus(404);
    assertThat(CLIENT.delete("/widgets").expectStatus(405).header("Allow")).hasValue("GET, POST");
    assertThat(CLIENT.request(HttpMethod.HEAD, "/widgets").send().expectStatus(200).text())
        .isEmpty();
  }

  @Test
  void pages_of_other_origins_may_use_it() {
    var preflight =
        CLIENT
            .request(HttpMethod.OPTIONS, "/widgets")
            .header("Origin", "http://localhost:5173")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-key")
            .send()
            .expectStatus(204);

    assertThat(preflight.header("Access-Control-Allow-Headers")).hasValue("x-key");
    assertThat(CLIENT.get("/widgets").header("Access-Control-Allow-Origin")).hasValue("*");
  }
}
