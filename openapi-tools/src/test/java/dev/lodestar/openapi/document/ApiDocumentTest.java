package dev.lodestar.openapi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDocumentTest {
  @Test
  void json_and_yaml_are_read_alike() {
    var json =
        Documents.parse(
            """
            {"openapi": "3.1.1", "info": {"title": "Shop", "version": "2"},
             "paths": {"/a": {"get": {"responses": {"200": {"description": "OK"}}}}}}\
            """);
    var yaml =
        Documents.parse(
            """
            # a comment
            openapi: 3.1.1
            info: {title: Shop, version: "2"}
            paths:
              /a:
                get:
                  responses:
                    200: {description: OK}
            """);

    assertThat(yaml.root()).isEqualTo(json.root());
    assertThat(yaml.title()).isEqualTo("Shop");
    assertThat(yaml.operations()).extracting(ApiOperation::title).containsExactly("GET /a");
  }

  @Test
  void yaml_keeps_dates_and_no_as_texts() {
    var document = Documents.ofSchemas("Day: {example: 2026-01-31, default: no}");

    assertThat(document.schemas().get("Day").get("example").text("")).isEqualTo("2026-01-31");
    assertThat(document.schemas().get("Day").get("default").text("")).isEqualTo("no");
  }

  @Test
  void what_is_no_document_of_openapi_3_1_is_refused_with_the_reason() {
    assertThatThrownBy(() -> Documents.parse("")).hasMessage("The document is empty.");
    assertThatThrownBy(() -> Documents.parse("{\"openapi\": \"3.0.3\"}"))
        .isInstanceOf(DocumentException.class)
        .hasMessageStartingWith("Its field 'openapi' says '3.0.3', but a document of OpenAPI 3.1");
    assertThatThrownBy(() -> Documents.parse("swagger: '2.0'"))
        .hasMessageStartingWith("Its field 'swagger' says 2.0");
    assertThatThrownBy(() -> Documents.parse("[]")).hasMessageStartingWith("This is no object");
    assertThatThrownBy(() -> Documents.parse("{\"a\": }"))
        .hasMessageStartingWith("It is not JSON.")
        .hasMessageEndingWith("(line 1, column 7)");
    assertThatThrownBy(() -> Documents.parse("a: [\nb: c"))
        .hasMessageStartingWith("It is not YAML:")
        .hasMessageContaining("line 2");
  }

  @Test
  void yaml_that_doubles_itself_is_refused() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (var i = 1; i < 100; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append("*a").append(i - 1).append(", *a").append(i - 1).append("]\n");
    }

    assertThatThrownBy(() -> Documents.parse(bomb.toString()))
        .isInstanceOf(DocumentException.class)
        .hasMessageStartingWith("It is not YAML:");
  }

  @Test
  void the_message_names_the_file(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("api.yaml"), "openapi: 2");

    assertThatThrownBy(() -> ApiDocument.read(file)).hasMessageStartingWith("In '" + file + "': ");
  }

  @Test
  void an_operation_inherits_the_parameters_of_its_path_and_the_security_of_the_document() {
    var operation =
        Documents.parse(
                """
                openapi: 3.1.0
                info: {title: t, version: "1"}
                security: [{key: []}]
                paths:
                  /a/{id}:
                    parameters:
                      - {name: id, in: path, required: true, schema: {type: string}}
                      - {name: q, in: query, schema: {type: string}}
                    get:
                      parameters:
                        - $ref: "#/components/parameters/Q"
                        - {name: Accept, in: header, schema: {type: string}}
                      responses: {default: {$ref: "#/components/responses/Any"}}
                components:
                  parameters:
                    Q: {name: q, in: query, required: true, schema: {type: integer}}
                  responses:
                    Any: {description: Anything, content: {text/plain: {}}}
                """)
            .operations()
            .getFirst();

    assertThat(operation.id()).isEqualTo("getAId");
    assertThat(operation.parameters())
        .extracting(ApiOperation.Parameter::name)
        .containsExactly("id", "q");
    assertThat(operation.parameters().getLast().required()).isTrue();
    assertThat(operation.security()).containsExactly(Map.of("key", List.of()));
    assertThat(operation.answers().get("default").contents()).containsKey("text/plain");
  }

  @Test
  void ids_are_unique_whatever_the_document_says() {
    var document =
        Documents.of(
            """
            /a: {get: {operationId: same, responses: {}}}
            /b: {get: {operationId: same, responses: {}}}
            """,
            "{}");

    assertThat(document.operations()).extracting(ApiOperation::id).containsExactly("same", "same2");
  }

  @Test
  void references_that_lead_in_circles_or_nowhere_end() {
    var document =
        Documents.ofSchemas(
            """
            A: {$ref: "#/components/schemas/B"}
            B: {$ref: "#/components/schemas/A"}
            C: {$ref: "#/components/schemas/Nothing"}
            D: {$ref: "other.yaml#/X"}
            """);

    for (var schema : document.schemas().values()) {
      assertThat(document.resolve(schema).get("$ref").isPresent()).isTrue();
    }
  }

  @Test
  void escaped_pointers_are_followed() {
    var document = Documents.ofSchemas("a/b~c d: {type: string}");

    assertThat(document.find("#/components/schemas/a~1b~0c%20d").get("type").text(""))
        .isEqualTo("string");
    assertThat(document.component(Node.of(Map.of("$ref", "#/components/schemas/a~1b~0c%20d"))))
        .hasValue("a/b~c d");
  }

  @Test
  void a_schema_of_its_own_has_what_it_needs_and_nothing_else() {
    var document =
        Documents.ofSchemas(
            """
            Order: {properties: {lines: {items: {$ref: "#/components/schemas/Line"}}}}
            Line: {properties: {order: {$ref: "#/components/schemas/Order"}}}
            Other: {type: string}
            """);

    var schema = Node.of(document.standalone("Order").orElseThrow());
    assertThat(schema.get("$ref").text("")).isEqualTo("#/$defs/Order");
    assertThat(schema.get("$defs").fields()).containsOnlyKeys("Line", "Order");
    assertThat(schema.get("$defs").get("Line").get("properties").get("order").get("$ref").text(""))
        .isEqualTo("#/$defs/Order");
    assertThat(document.standalone("Nothing")).isEmpty();
    assertThat(Node.of(document.standalone()).get("$defs").fields())
        .containsOnlyKeys("Line", "Order", "Other");
  }

  @Test
  void numbers_are_equal_by_what_they_are_worth() {
    assertThat(Node.of(List.of(1))).isEqualTo(Node.of(List.of(1.0)));
    assertThat(Node.of(Map.of("a", 1))).isNotEqualTo(Node.of(Map.of("a", "1")));
  }

  @Test
  void aliases_that_make_too_much_are_refused() {
    var text = new StringBuilder("openapi: 3.1.0\nx0: &a0 [q, q, q]\n");
    for (var level = 1; level < 16; level++) {
      var alias = "*a" + (level - 1);
      text.append(
          "x" + level + ": &a" + level + " [" + alias + ", " + alias + ", " + alias + "]\n");
    }

    assertThatThrownBy(() -> Documents.parse(text.toString()))
        .isInstanceOf(DocumentException.class)
        .hasMessage("Its aliases make more than 5000000 values of it.");
  }

  @Test
  void what_contains_itself_or_is_nested_deeply_is_refused() {
    for (var value : List.of("&a [*a]", "&a {b: *a}", "[".repeat(20_000) + "]".repeat(20_000))) {
      assertThatThrownBy(() -> Documents.parse("openapi: 3.1.0\nx: " + value))
          .isInstanceOf(DocumentException.class)
          .hasMessage("It is nested more than 100 levels deep, or contains itself.");
    }
  }
}
