package dev.lodestar.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.RequestHandler;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.ContractViolation;
import dev.lodestar.test.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What a response may be so that it keeps to the document.
class ContractOfResponsesTest {
  private static final String WIDGET =
      Documents.answering("/widget", "{\"$ref\": \"#/components/schemas/Widget\"}");

  private static TestClient client(String document, RequestHandler handler) {
    return clientOf(Lodestar.app().get("/widget", handler).build(), document);
  }

  private static TestClient clientOf(App app, String document) {
    return TestClient.of(app).checkingContract(Documents.options(document));
  }

  private static List<ContractFinding> findings(String document, RequestHandler handler) {
    return violation(client(document, handler)).findings();
  }

  private static ContractViolation violation(TestClient client) {
    return catchThrowableOfType(ContractViolation.class, () -> client.get("/widget"));
  }

  private static RequestHandler json(String content) {
    return request ->
        Response.of(content.getBytes(StandardCharsets.UTF_8)).mediaType(MediaType.JSON);
  }

  @Test
  void what_the_document_says_passes() {
    var client = client(WIDGET, json("{\"sku\": \"x-1\", \"parts\": [{\"sku\": \"y\"}]}"));

    assertThat(client.get("/widget").statusCode()).isEqualTo(200);
  }

  @Test
  void a_value_that_its_schema_does_not_allow_is_found_with_both_places() {
    assertThat(
            findings(
                WIDGET, json("{\"sku\": \"x\", \"parts\": [{\"sku\": \"y\", \"stock\": -1}]}")))
        .containsExactly(
            new ContractFinding(
                Kind.INVALID_CONTENT,
                "/components/schemas/Widget/properties/stock/minimum",
                "The content of the response is not valid: /parts/0/stock must have a minimum value of"
                    + " 0"));
  }

  @Test
  void a_field_that_the_schema_does_not_have_is_found_at_any_depth() {
    assertThat(
            findings(WIDGET, json("{\"sku\": \"x\", \"parts\": [{\"sku\": \"y\", \"cost\": 3}]}")))
        .containsExactly(
            new ContractFinding(
                Kind.UNDOCUMENTED_FIELD,
                "/components/schemas/Widget/properties/parts/items",
                "The response has the field /parts/0/cost, which its schema does not have."));
  }

  @Test
  void a_field_that_only_requests_may_have_is_found() {
    assertThat(findings(WIDGET, json("{\"sku\": \"x\", \"secret\": \"s\"}")))
        .extracting(ContractFinding::message)
        .containsExactly("The response has the field /secret, which is write-only.");
  }

  @Test
  void only_the_fields_of_the_variant_that_was_sent_are_known() {
    var shape = Documents.answering("/widget", "{\"$ref\": \"#/components/schemas/Shape\"}");

    assertThat(client(shape, json("{\"kind\": \"circle\", \"radius\": 1}")).get("/widget").text())
        .contains("circle");
    assertThat(findings(shape, json("{\"kind\": \"circle\", \"radius\": 1, \"side\": 2}")))
        .extracting(ContractFinding::message)
        .containsExactly("The response has the field /side, which its schema does not have.");
  }

  @Test
  void objects_that_may_have_any_fields_have_no_unknown_ones() {
    var map =
        Documents.answering("/widget", "{\"type\": \"object\", \"additionalProperties\": {}}");

    assertThat(client(map, json("{\"a\": {\"b\": 1}}")).get("/widget").statusCode()).isEqualTo(200);
  }

  @Test
  void a_status_that_the_document_does_not_have_is_found() {
    var violation = violation(client(WIDGET, request -> Response.of("no").status(Status.of(418))));

    assertThat(violation.operation()).isEqualTo("GET /widget");
    assertThat(violation.findings())
        .containsExactly(
            new ContractFinding(
                Kind.UNDOCUMENTED_STATUS,
                "/paths/~1widget/get/responses",
                "The response has the status 418 Client Error; the document has 200."));
    assertThat(violation)
        .hasMessageContaining("GET /widget does not keep to the OpenAPI document:\n- The response")
        .hasMessageContaining("418");
  }

  @Test
  void a_class_of_statuses_and_the_default_count_for_what_is_not_named() {
    var document =
        Documents.withOperation(
            "/widget",
            "get",
            """
            {"responses": {"4XX": {"$ref": "#/components/responses/Missing"}, "default": {"description": "Else"}}}
            """);

    assertThat(
            client(
                    document,
                    request -> {
                      throw HttpException.notFound("No widget.");
                    })
                .get("/widget")
                .statusCode())
        .isEqualTo(404);
    assertThat(client(document, request -> Response.noContent()).get("/widget").statusCode())
        .isEqualTo(204);
  }

  @Test
  void content_of_another_media_type_is_found() {
    assertThat(findings(WIDGET, request -> Response.text("x-1")))
        .containsExactly(
            new ContractFinding(
                Kind.UNDOCUMENTED_CONTENT,
                "/paths/~1widget/get/responses/200/content",
                "The response has content of the media type text/plain;charset=utf-8; the document"
                    + " has application/json."));
  }

  @Test
  void content_where_the_document_has_none_is_found() {
    var document =
        Documents.withOperation(
            "/widget", "get", "{\"responses\": {\"200\": {\"description\": \"OK\"}}}");

    assertThat(findings(document, json("{}")))
        .extracting(ContractFinding::kind)
        .containsExactly(Kind.UNDOCUMENTED_CONTENT);
  }

  @Test
  void content_that_is_missing_is_found() {
    assertThat(findings(WIDGET, request -> Response.of(Status.OK)))
        .extracting(ContractFinding::message)
        .containsExactly("The response has no content; the document has application/json.");
  }

  @Test
  void content_that_is_malformed_is_found() {
    assertThat(findings(WIDGET, json("{\"sku\": ")))
        .extracting(ContractFinding::message)
        .containsExactly("The content of the response is not JSON.");
  }

  @Test
  void a_name_that_is_there_twice_makes_content_malformed() {
    assertThat(findings(WIDGET, json("{\"sku\": \"a\", \"sku\": \"b\"}")))
        .extracting(ContractFinding::kind)
        .containsExactly(Kind.INVALID_CONTENT);
  }

  @Test
  void compressed_content_is_compared() {
    assertThat(
            findings(
                WIDGET,
                request ->
                    Response.of(gzip("{}"))
                        .mediaType(MediaType.JSON)
                        .header("Content-Encoding", "gzip")))
        .extracting(ContractFinding::place)
        .containsExactly("/components/schemas/Widget/required");
  }

  private static byte[] gzip(String text) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }

  @Test
  void text_is_compared_as_the_value_that_it_stands_for() {
    var document =
        Documents.withOperation(
            "/widget",
            "get",
            """
            {"responses": {"200": {"description": "OK", "content": {
              "text/plain": {"schema": {"type": "integer", "maximum": 9}}}}}}
            """);

    assertThat(client(document, request -> Response.text("9")).get("/widget").text())
        .isEqualTo("9");
    assertThat(findings(document, request -> Response.text("10")))
        .extracting(ContractFinding::place)
        .containsExactly("/paths/~1widget/get/responses/200/content/text~1plain/schema/maximum");
  }

  @Test
  void a_header_that_the_document_does_not_have_is_found() {
    var document =
        Documents.withOperation(
            "/widget",
            "get",
            """
            {"responses": {"204": {"description": "OK", "headers": {"X-Rate": {"schema": {"type": "integer"}}}}}}
            """);

    assertThat(
            findings(
                document,
                request -> Response.noContent().header("x-rate", "5").header("x-node", "a")))
        .extracting(ContractFinding::message)
        .containsExactly(
            "The response has the header x-node: a, which the document does not have.");
  }

  @Test
  void a_header_that_is_missing_or_invalid_is_found() {
    var document =
        Documents.withOperation(
            "/widget",
            "get",
            """
            {"responses": {"204": {"description": "OK", "headers": {
              "X-Rate": {"schema": {"type": "integer"}},
              "X-Node": {"required": true, "schema": {"type": "string"}},
              "X-All": {"schema": {"type": "array", "items": {"type": "integer"}}}}}}}
            """);

    assertThat(
            findings(
                document,
                request -> Response.noContent().header("X-Rate", "fast").header("X-All", "1, 2")))
        .extracting(ContractFinding::message)
        .containsExactlyInAnyOrder(
            "The header X-Rate: fast is not valid: string found, integer expected",
            "The response lacks the header X-Node.");
  }

  @Test
  void requests_of_head_are_those_of_get_without_content() {
    var client = client(WIDGET, json("{\"sku\": 1}"));

    assertThat(client.head("/widget").statusCode()).isEqualTo(200);
  }

  @Test
  void an_operation_that_the_document_does_not_have_is_found() {
    var violation = violation(client(Documents.withPaths(""), request -> Response.noContent()));

    assertThat(violation.findings())
        .containsExactly(
            new ContractFinding(
                Kind.UNDOCUMENTED_OPERATION,
                "/paths",
                "The document has no operation for GET /widget."));
  }

  @Test
  void routes_that_are_left_out_of_the_document_are_not_compared() {
    var app = Lodestar.app().get("/widget", json("{}")).includeInSchema(false).build();

    assertThat(clientOf(app, Documents.withPaths("")).get("/widget").statusCode()).isEqualTo(200);
  }

  @Test
  void requests_that_no_route_takes_are_not_compared() {
    var client = client(WIDGET, json("{}"));

    assertThat(client.get("/other").statusCode()).isEqualTo(404);
    assertThat(client.put("/widget").statusCode()).isEqualTo(405);
  }

  @Test
  void failures_that_the_application_did_not_mean_are_not_compared() {
    var client =
        client(
                WIDGET,
                request -> {
                  throw new IllegalStateException("a defect");
                })
            .raiseServerErrors(false);

    assertThat(client.get("/widget").statusCode()).isEqualTo(500);
  }
}
