package dev.lodestar.openapi.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDiffTest {
  private static List<String> changes(ApiDocument before, ApiDocument after) {
    return ApiDiff.between(before, after).changes().stream()
        .map(change -> change.weight() + " " + change.where() + ": " + change)
        .toList();
  }

  private static ApiDocument operation(String fields) {
    return Documents.of("/a/{id}:\n" + ("post:\n" + fields.indent(2)).indent(2), "{}");
  }

  private static List<String> changesOfOperation(String before, String after) {
    return changes(operation(before), operation(after));
  }

  /// How a change of a schema weighs in requests and in responses.
  private static List<String> weights(String before, String after) {
    var requests =
        changesOfOperation(inRequest(before), inRequest(after)).stream().map(ApiDiffTest::weight);
    var responses =
        changesOfOperation(inResponse(before), inResponse(after)).stream().map(ApiDiffTest::weight);
    return List.of(String.join(" ", requests.toList()), String.join(" ", responses.toList()));
  }

  private static String weight(String change) {
    return change.substring(0, change.indexOf(' '));
  }

  private static String inRequest(String schema) {
    return "requestBody: {content: {application/json: {schema: " + schema + "}}}\nresponses: {}";
  }

  private static String inResponse(String schema) {
    return "responses: {200: {description: OK, content: {application/json: {schema: "
        + schema
        + "}}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string}                  | {type: string}                         |            |",
        "{type: string}                  | {type: integer}                        | BREAKING COMPATIBLE | COMPATIBLE BREAKING",
        "{type: integer}                 | {type: number}                         | COMPATIBLE | BREAKING",
        "{type: number}                  | {type: integer}                        | BREAKING   | COMPATIBLE",
        "{type: string}                  | {type: [string, 'null']}               | COMPATIBLE | BREAKING",
        "{type: [string, 'null']}        | {type: string}                         | BREAKING   | COMPATIBLE",
        "{enum: [a, b]}                  | {enum: [a]}                            | BREAKING   | COMPATIBLE",
        "{enum: [a]}                     | {enum: [a, b]}                         | COMPATIBLE | BREAKING",
        "{type: string}                  | {type: string, enum: [a]}              | BREAKING   | COMPATIBLE",
        "{type: string}                  | {type: string, maxLength: 5}           | BREAKING   | COMPATIBLE",
        "{type: string, maxLength: 5}    | {type: string, maxLength: 6}           | COMPATIBLE | BREAKING",
        "{type: integer, minimum: 5}     | {type: integer, minimum: 6}            | BREAKING   | COMPATIBLE",
        "{type: integer, minimum: 5}     | {type: integer, minimum: 5.0}          |            |",
        "{type: integer, format: int32}  | {type: integer, format: int64}         | COMPATIBLE | BREAKING",
        "{type: string, format: date}    | {type: string, format: time}           | BREAKING   | BREAKING",
        "{type: string, pattern: a}      | {type: string, pattern: b}             | BREAKING   | BREAKING",
        "{type: string, default: a}      | {type: string, default: b}             | BREAKING   | COMPATIBLE",
        "{properties: {a: {}}}           | {properties: {a: {}, b: {}}}           | COMPATIBLE | COMPATIBLE",
        "{properties: {a: {}}}           | {properties: {}, type: object}         | BREAKING   | BREAKING",
        "{properties: {a: {}}}           | {properties: {a: {}}, required: [a]}   | BREAKING   | COMPATIBLE",
        "{properties: {a: {}}, required: [a]} | {properties: {a: {}}}             | COMPATIBLE | BREAKING",
        "{properties: {a: {}}}           | {properties: {a: {}, b: {}}, required: [b]} | BREAKING | COMPATIBLE",
        "{properties: {a: {}}}           | {properties: {a: {}}, additionalProperties: false} | BREAKING |",
        "{type: array, items: {type: string}} | {type: array, items: {type: [string, 'null']}} | COMPATIBLE | BREAKING",
        "{type: string, title: a}        | {type: string, description: b}         | PROSE PROSE | PROSE PROSE",
        "{oneOf: [{type: string}]}       | {oneOf: [{type: string}, {type: integer}]} | COMPATIBLE | BREAKING",
        "{type: object, properties: {a: {type: string}}} | {allOf: [{properties: {a: {type: string}}}], type: object} | |",
      })
  void a_change_of_a_schema_weighs_by_its_direction(
      String before, String after, String inRequests, String inResponses) {
    assertThat(weights(before, after))
        .containsExactly(
            inRequests == null ? "" : inRequests, inResponses == null ? "" : inResponses);
  }

  @Test
  void operations_come_and_go() {
    var before = Documents.of("/a: {get: {operationId: a, responses: {}}}", "{}");
    var after = Documents.of("/b: {get: {operationId: b, responses: {}}}", "{}");

    assertThat(changes(before, after))
        .containsExactly(
            "BREAKING GET /a: The operation is gone.", "COMPATIBLE GET /b: The operation is new.");
  }

  @Test
  void another_name_of_a_path_parameter_changes_nothing() {
    var before =
        Documents.of(
            "/a/{id}: {get: {operationId: a, parameters: [{name: id, in: path, required: true, schema:"
                + " {type: string}}], responses: {}}}",
            "{}");
    var after =
        Documents.of(
            "/a/{key}: {get: {operationId: a, parameters: [{name: key, in: path, required: true,"
                + " schema: {type: string}}], responses: {}}}",
            "{}");

    assertThat(changes(before, after)).isEmpty();
  }

  @Test
  void parameters_are_compared() {
    assertThat(
            changesOfOperation(
                """
                parameters:
                  - {name: gone, in: query, schema: {type: string}}
                  - {name: same, in: query, schema: {type: string}}
                  - {name: X-Free, in: header, required: true, schema: {type: string}}
                responses: {}
                """,
                """
                parameters:
                  - {name: same, in: query, required: true, explode: false, schema: {type: string}}
                  - {name: x-free, in: header, schema: {type: string}}
                  - {name: new, in: query, required: true, schema: {type: string}}
                  - {name: optional, in: query, schema: {type: string}}
                responses: {}
                """))
        .containsExactly(
            "BREAKING POST /a/{id}: Query parameter 'gone': It is gone.",
            "BREAKING POST /a/{id}: Query parameter 'same': It is required now.",
            "BREAKING POST /a/{id}: Query parameter 'same': Its value is written in another style.",
            "COMPATIBLE POST /a/{id}: Header parameter 'x-free': It is no longer required.",
            "BREAKING POST /a/{id}: Query parameter 'new': It is new, and required.",
            "COMPATIBLE POST /a/{id}: Query parameter 'optional': It is new.");
  }

  @Test
  void bodies_and_media_types_are_compared() {
    assertThat(
            changesOfOperation(
                "requestBody: {content: {application/json: {}, text/plain: {}}}\nresponses: {}",
                "requestBody: {required: true, content: {application/json: {}, text/csv: {}}}\n"
                    + "responses: {}"))
        .containsExactly(
            "BREAKING POST /a/{id}: Body: It is required now.",
            "BREAKING POST /a/{id}: Body: It is no longer taken as text/plain.",
            "COMPATIBLE POST /a/{id}: Body: It is taken as text/csv, too.");
  }

  @Test
  void answers_and_their_headers_are_compared() {
    assertThat(
            changesOfOperation(
                """
                responses:
                  200: {description: OK, headers: {X-A: {required: true}, X-B: {}}}
                  404: {description: Missing}
                """,
                """
                responses:
                  200: {description: OK, headers: {X-A: {}}}
                  201: {description: Created}
                """))
        .containsExactly(
            "BREAKING POST /a/{id}: Response 200, header X-A: It is no longer always there.",
            "BREAKING POST /a/{id}: Response 200, header X-B: It is gone.",
            "COMPATIBLE POST /a/{id}: Response 404: It is gone.",
            "COMPATIBLE POST /a/{id}: Response 201: It is new.");
  }

  @Test
  void security_that_asks_for_more_breaks() {
    assertThat(changesOfOperation("responses: {}", "security: [{key: []}]\nresponses: {}"))
        .containsExactly(
            "BREAKING POST /a/{id}: Security: Clients that send nothing are refused; it needs"
                + " 'key'.");
    assertThat(
            changesOfOperation(
                "security: [{key: [read]}]\nresponses: {}",
                "security: [{key: [read, write]}, {other: []}]\nresponses: {}"))
        .containsExactly(
            "BREAKING POST /a/{id}: Security: Clients that send 'key' with read are refused; it needs"
                + " 'key' with read, write, or 'other'.",
            "COMPATIBLE POST /a/{id}: Security: Clients may send 'other'.");
    assertThat(
            changesOfOperation(
                "security: [{key: []}]\nresponses: {}", "security: [{}, {key: []}]\nresponses: {}"))
        .containsExactly("COMPATIBLE POST /a/{id}: Security: Clients may send nothing.");
  }

  @Test
  void a_component_is_told_once_for_each_direction() {
    var paths =
        """
        /a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/W"}}}}, responses: {200: {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/W"}}}}}}}
        /b: {get: {operationId: b, responses: {200: {description: OK, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/W"}}}}}}}}
        """;
    var before =
        Documents.of(
            paths,
            "schemas: {W: {type: object, properties: {a: {type: string}, next: {$ref: \"#/components/schemas/W\"}}}}");
    var after =
        Documents.of(
            paths,
            "schemas: {W: {type: object, properties: {a: {type: [string, 'null']}, next: {$ref: \"#/components/schemas/W\"}}}}");

    assertThat(changes(before, after))
        .containsExactly(
            "COMPATIBLE W in requests: Field a: Null is allowed now.",
            "BREAKING W in responses: Field a: Null is allowed now.");
  }

  @Test
  void what_the_application_sends_is_judged_as_a_response() {
    var head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";
    var webhook =
        "webhooks: {sold: {post: {operationId: s, requestBody: {content: {application/json:"
            + " {schema: {type: object, properties: {a: {type: string}}%s}}}}, responses: {}}}}";
    var before = Documents.parse(head + webhook.formatted(", required: [a]"));
    var after = Documents.parse(head + webhook.formatted(""));

    assertThat(changes(before, after))
        .containsExactly(
            "BREAKING webhook POST sold: Body, field a: It is no longer always there.");
  }

  @Test
  void other_names_and_deprecations_are_told() {
    assertThat(
            changesOfOperation(
                "operationId: one\nresponses: {}",
                "operationId: two\ndeprecated: true\ndescription: New.\nresponses: {}"))
        .containsExactly(
            "COMPATIBLE POST /a/{id}: It is called 'two' instead of 'one'; clients that were generated"
                + " call it by that name.",
            "COMPATIBLE POST /a/{id}: The operation is deprecated now.",
            "PROSE POST /a/{id}: The description is another one.");
  }

  @Test
  void the_report_begins_with_what_breaks() {
    var diff =
        ApiDiff.between(
            operation("summary: a\nresponses: {200: {description: OK}}"),
            operation("summary: b\nresponses: {}"));

    assertThat(diff.isBreaking()).isTrue();
    assertThat(diff)
        .hasToString(
            """
            Breaking (1)
              POST /a/{id}
                Response 200: It is gone.
            Prose (1)
              POST /a/{id}
                The summary is another one.
            """);
    assertThat(diff.tree()).containsEntry("breaking", true);
  }

  @Test
  void a_document_equals_itself() {
    var document = operation("responses: {200: {description: OK}}");

    assertThat(ApiDiff.between(document, document)).hasToString("Nothing has changed.\n");
  }

  @Test
  void schemas_that_contain_themselves_twice_are_compared() {
    var response = "#/components/responses/X/content/application~1json/schema";
    for (var schema :
        List.of(
            "oneOf: [{$ref: \"#/components/schemas/A\"}, {$ref: \"#/components/schemas/A\"}]",
            "allOf: [{$ref: \"#/components/schemas/A\"}, {$ref: \"#/components/schemas/A\"}]",
            "properties: {a: {$ref: \"" + response + "\"}, b: {$ref: \"" + response + "\"}}")) {
      var document =
          Documents.parse(
              """
              openapi: 3.1.0
              info: {title: t, version: "1"}
              paths:
                /a:
                  get:
                    responses:
                      200: {$ref: "#/components/responses/X"}
              components:
                schemas:
                  A: {%s}
                responses:
                  X: {description: x, content: {application/json: {schema: {%s}}}}
              """
                  .formatted(schema, schema));

      assertThat(ApiDiff.between(document, document).changes()).hasSizeLessThan(2);
    }
  }
}
