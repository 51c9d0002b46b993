package dev.lodestar.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whether documents keep to the rules of OpenAPI.
class OpenApiRulesTest {
  private static List<String> violations(String document) {
    return OpenApiRules.violations(Documents.document(document));
  }

  private static String get(String path, String operation) {
    return Documents.withOperation(path, "get", operation);
  }

  @Test
  void a_document_that_keeps_to_them_has_no_violations() {
    var document =
        get(
            "/widgets/{sku}",
            """
            {
              "operationId": "getWidget",
              "parameters": [{"name": "sku", "in": "path", "required": true, "schema": {"type": "string"}}],
              "responses": {
                "200": {"description": "OK", "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Widget"},
                  "example": {"sku": "x-1"}}}},
                "404": {"$ref": "#/components/responses/Missing"}
              }
            }
            """);

    assertThat(violations(document)).isEmpty();
  }

  @Test
  void what_the_published_schema_does_not_allow_is_named_with_its_place() {
    assertThat(violations(get("/w", "{\"responses\": {\"200\": {}}}")))
        .contains("/paths/~1w/get/responses/200: required property 'description' not found");
  }

  @Test
  void schemas_are_those_of_json_schema() {
    assertThat(violations(Documents.answering("/w", "{\"type\": \"int\"}")))
        .anyMatch(violation ->
            violation.startsWith(
                "/paths/~1w/get/responses/200/content/application~1json/schema/type: "));
  }

  @Test
  void references_lead_somewhere() {
    assertThat(violations(Documents.answering("/w", "{\"$ref\": \"#/components/schemas/Gadget\"}")))
        .containsExactly(
            "/paths/~1w/get/responses/200/content/application~1json/schema: The reference"
                + " #/components/schemas/Gadget leads nowhere.");
  }

  @Test
  void examples_are_what_their_schemas_allow() {
    var document =
        get(
            "/w",
            """
            {"responses": {"200": {"description": "OK", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Widget"}, "example": {"stock": 1}}}}}}
            """);

    assertThat(violations(document))
        .containsExactly(
            "/paths/~1w/get/responses/200/content/application~1json/example: It is not what its schema"
                + " allows: required property 'sku' not found");
  }

  @Test
  void defaults_are_what_their_schemas_allow() {
    assertThat(
            violations(Documents.answering("/w", "{\"type\": \"integer\", \"default\": \"one\"}")))
        .singleElement()
        .asString()
        .contains("/schema/default: It is not what its schema allows");
  }

  @Test
  void operation_ids_are_unique() {
    var operation =
        "{\"get\": {\"operationId\": \"same\", \"responses\": {\"200\": {\"description\": \"OK\"}}}}";

    assertThat(violations(Documents.withPaths("\"/a\": " + operation + ", \"/b\": " + operation)))
        .containsExactly(
            "/paths/~1b/get: The operation id 'same' belongs to /paths/~1a/get already.");
  }

  @Test
  void path_parameters_and_templates_belong_together() {
    var document =
        get(
            "/w/{sku}",
            """
            {
              "parameters": [{"name": "id", "in": "path", "required": true, "schema": {}}],
              "responses": {"200": {"description": "OK"}}
            }
            """);

    assertThat(violations(document))
        .containsExactly(
            "/paths/~1w~1{sku}/get/parameters/0: The path has no parameter {id}.",
            "/paths/~1w~1{sku}/get: The path parameter {sku} is not described.");
  }

  @Test
  void two_templates_of_one_path_are_one_too_many() {
    var item =
        """
        : {"get": {
          "parameters": [{"name": "%s", "in": "path", "required": true, "schema": {}}],
          "responses": {"200": {"description": "OK"}}}}
        """;

    assertThat(
            violations(
                Documents.withPaths(
                    "\"/w/{a}\"" + item.formatted("a") + ", \"/w/{b}\"" + item.formatted("b"))))
        .containsExactly("/paths/~1w~1{b}: The paths /w/{a} and /w/{b} are the same.");
  }

  @Test
  void security_schemes_are_known() {
    assertThat(
            violations(
                get(
                    "/w",
                    """
                    {"security": [{"bearer": []}], "responses": {"200": {"description": "OK"}}}
                    """)))
        .containsExactly("/paths/~1w/get/security/0: There is no security scheme 'bearer'.");
  }

  @Test
  void the_published_schema_is_unchanged() throws IOException, NoSuchAlgorithmException {
    try (var in = OpenApiRules.class.getResourceAsStream("openapi-3.1.schema.json")) {
      assertThat(
              HexFormat.of()
                  .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes())))
          .isEqualTo("ac6ec6fe9d9d0cc380f16bf0ad123f90dc5b925772624c07f678421db171768d");
    }
  }
}
