package dev.lodestar.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is generated for each kind of schema and operation. That a compiler takes it and that the
/// client works is checked by the script `check-documents`.
class TypeScriptTest {

  private static String types(ApiDocument document) {
    return TypeScript.of(document).generate();
  }

  /// The type that a schema becomes.
  private static String typeOf(String schema) {
    var source = types(Documents.ofSchemas("It: " + schema + "\nOther: {type: string}"));
    var start = source.indexOf("export type It = ") + "export type It = ".length();
    return source.substring(start, source.indexOf(";\n", start));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "{} => unknown",
        "true => unknown",
        "false => never",
        "{type: string} => string",
        "{type: integer} => number",
        "{type: boolean} => boolean",
        "{type: [string, 'null']} => string | null",
        "{type: array, items: {type: [integer, 'null']}} => (number | null)[]",
        "{type: array} => unknown[]",
        "{prefixItems: [{type: string}, {}], items: false} => [string, unknown]",
        "{prefixItems: [{type: string}], items: {type: integer}} => [string, ...number[]]",
        "{type: object} => { [key: string]: unknown }",
        "{additionalProperties: {type: integer}} => { [key: string]: number }",
        "{enum: [a, 'b\"c', 1, true, null]} => \"a\" | \"b\\\"c\" | 1 | true | null",
        "{const: 7} => 7",
        "{$ref: '#/components/schemas/Other'} => Other",
        "{$ref: '#/components/schemas/Missing'} => unknown",
        "{anyOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]} => Other | null",
        "{allOf: [{$ref: '#/components/schemas/Other'}, {type: [string, 'null']}]} => Other & (string | null)",
        "{type: string, format: binary} => string",
      })
  void schemas_become_types(String schema, String type) {
    assertThat(typeOf(schema)).isEqualTo(type);
  }

  @Test
  void an_object_becomes_an_interface_with_comments() {
    assertThat(
            types(
                Documents.ofSchemas(
                    """
                    Widget:
                      type: object
                      description: |-
                        What is sold.
                        Do not write */ here.
                      required: [id]
                      properties:
                        id: {type: integer, format: int64, readOnly: true}
                        x-y: {type: string, maxLength: 5, default: a}
                        old: {type: string, deprecated: true}
                    """)))
        .contains(
            """
            /**
             * What is sold.
             * Do not write *\u200b/ here.
             */
            export interface Widget {
              /** @format int64 */
              readonly id: number;
              /**
               * @maxLength 5
               * @default "a"
               */
              "x-y"?: string;
              /** @deprecated */
              old?: string;
            }
            """);
  }

  @Test
  void variants_get_the_tag_of_the_discriminator_where_they_lack_it() {
    var source =
        types(
            Documents.ofSchemas(
                """
                Shape:
                  oneOf:
                    - {$ref: "#/components/schemas/Circle"}
                    - {$ref: "#/components/schemas/Square"}
                  discriminator:
                    propertyName: kind
                    mapping: {circle: "#/components/schemas/Circle"}
                Circle: {type: object, properties: {kind: {type: string}}}
                Square: {type: object, properties: {kind: {const: square}}}
                """));

    assertThat(source).contains("export type Shape = Circle & { kind: \"circle\" } | Square;");
  }

  @Test
  void types_contain_themselves() {
    assertThat(
            types(
                Documents.ofSchemas(
                    """
                    Tree: {type: object, properties: {children: {type: array, items: {$ref: "#/components/schemas/Tree"}}}}
                    """)))
        .contains("children?: Tree[];");
  }

  @Test
  void names_that_typescript_does_not_allow_are_changed_and_stay_apart() {
    assertThat(
            types(
                Documents.ofSchemas(
                    """
                    my-type.v1: {type: string}
                    MyTypeV1: {type: integer}
                    ApiError: {type: boolean}
                    string: {type: string}
                    1st: {type: string}
                    """)))
        .contains(
            "export type MyTypeV1 = number;",
            "export type MyTypeV12 = string;",
            "export type ApiErrorModel = boolean;",
            "export type String = string;",
            "export type _1st = string;");
  }

  private static final String PATHS =
      """
      /widgets/{id}:
        put:
          operationId: replace
          summary: Replaces a widget.
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}}
            - {name: $top, in: query, schema: {type: array, items: {type: string}}, explode: false}
            - {name: X-Key, in: header, required: true, schema: {type: string}}
            - {name: theme, in: cookie, required: true, schema: {type: string}}
          requestBody:
            required: true
            content:
              application/json: {schema: {type: string}}
              multipart/form-data: {schema: {type: object, properties: {file: {format: binary}}}}
          responses:
            200: {description: OK, content: {application/json: {schema: {type: integer}}, text/plain: {}}}
            204: {description: Nothing}
            404: {description: Missing, content: {application/problem+json: {schema: {type: object}}}}
      /events:
        get:
          operationId: events
          summary: Tells what happens.
          description: Tells what happens. It never ends.
          responses:
            200:
              description: OK
              content:
                text/event-stream: {schema: {type: object, properties: {a: {type: string}}}}
                application/x-ndjson: {schema: {type: array, items: {type: integer}}}
      """;

  @Test
  void a_default_that_says_nothing_documents_no_status() {
    var paths =
        """
        /any:
          get:
            operationId: any
            responses:
              200: {description: OK, content: {application/json: {schema: {type: integer}}}}
              default: {description: Whatever else.}
        """;

    assertThat(TypeScript.of(Documents.of(paths, "{}")).withClient(true).generate())
        .contains(
            """
            const statuses: { [Id in ApiOperationId]: string[] } = {
              any: ["200"],
            };
            """);
  }

  @Test
  void a_description_that_begins_with_the_summary_is_enough() {
    assertThat(types(Documents.of(PATHS, "{}")))
        .contains(
            """
              /**
               * Tells what happens. It never ends.
               *
            """);
  }

  @Test
  void an_operation_has_the_types_of_what_goes_in_and_comes_out() {
    assertThat(types(Documents.of(PATHS, "{}")))
        .contains(
            """
              /**
               * Replaces a widget.
               *
               * `PUT /widgets/{id}`
               */
              replace: {
                method: "PUT";
                path: "/widgets/{id}";
                input: {
                  path: {
                    id: number;
                  };
                  query?: {
                    $top?: string[];
                  };
                  headers: {
                    "X-Key": string;
                  };
                  cookies?: {
                    theme?: string;
                  };
                } & (
                  | { body: string; contentType?: "application/json" }
                  | { body: { file?: globalThis.Blob } | globalThis.FormData; contentType: "multipart/form-data" }
                );
                results: {
                  "application/json": number;
                  "text/plain": string;
                };
                result: number | undefined;
                answers: {
                  /** OK */
                  200: number;
                  /** Nothing */
                  204: undefined;
                  /** Missing */
                  404: { [key: string]: unknown };
                };
              };
            """,
            "\"text/event-stream\": globalThis.AsyncIterable<ApiEvent<{ a?: string }>>;",
            "\"application/x-ndjson\": globalThis.AsyncIterable<number>;");
  }

  @Test
  void the_client_comes_only_if_it_is_wanted_and_imports_nothing() {
    var document = Documents.of(PATHS, "{}");

    assertThat(types(document)).doesNotContain("createApiClient");
    assertThat(TypeScript.of(document).withClient(true).generate())
        .contains(
            "replace: ApiCall<\"replace\">;",
            "replace: { method: \"PUT\", path: \"/widgets/{id}\", accept: \"application/json\","
                + " body: [\"application/json\", \"multipart/form-data\"], styles: { $top: \",\" } },",
            "export function createApiClient(")
        .doesNotContain("import ");
  }

  @Test
  void security_schemes_are_known_to_the_client() {
    var source =
        TypeScript.of(
                Documents.of(
                    "/a: {get: {operationId: a, security: [{bearer: []}, {key: []}], responses: {}}}",
                    """
                    securitySchemes:
                      bearer: {type: http, scheme: bearer}
                      key: {type: apiKey, in: query, name: api_key}
                    """))
            .withClient(true)
            .generate();

    assertThat(source)
        .contains(
            "export type ApiSecurityScheme = \"bearer\" | \"key\";",
            "bearer: { in: \"header\", name: \"Authorization\", prefix: \"Bearer \" },",
            "key: { in: \"query\", name: \"api_key\" },",
            "security: [[\"bearer\"], [\"key\"]]");
  }

  @Test
  void what_arrives_by_webhooks_has_types() {
    var source =
        types(
            Documents.parse(
                """
                openapi: 3.1.0
                info: {title: t, version: "1"}
                webhooks:
                  sold:
                    post:
                      operationId: sold
                      requestBody: {content: {application/json: {schema: {type: string}}}}
                      responses: {204: {description: Thanks}}
                """));

    assertThat(source).contains("export interface ApiWebhooks {", "body?: string;");
  }

  @Test
  void the_same_document_gives_the_same_text() {
    assertThat(types(Documents.of(PATHS, "{}"))).isEqualTo(types(Documents.of(PATHS, "{}")));
  }

  @Test
  void references_to_what_is_no_component_make_types_with_an_end() {
    var response = "#/components/responses/X/content/application~1json/schema";
    var source =
        types(
            Documents.of(
                "/a: {get: {responses: {200: {$ref: \"#/components/responses/X\"}}}}",
                """
                responses:
                  X:
                    description: x
                    content:
                      application/json:
                        schema: {properties: {a: {$ref: "%s"}, b: {$ref: "%s"}}}
                """
                    .formatted(response, response)));

    assertThat(source).contains("unknown").hasSizeLessThan(5_000_000);
  }

  @Test
  void components_called_like_types_of_the_language_do_not_hide_these() {
    var source =
        types(
            Documents.of(
                """
                /a:
                  post:
                    requestBody:
                      content:
                        application/x-ndjson: {schema: {type: integer}}
                        application/x-www-form-urlencoded: {schema: {type: object}}
                    responses: {204: {description: Thanks}}
                """,
                "schemas: {Iterable: {type: string}, URLSearchParams: {type: string}}"));

    assertThat(source).contains("globalThis.Iterable<number>", "| globalThis.URLSearchParams");
  }

  @Test
  void numbers_that_only_yaml_knows_are_numbers() {
    assertThat(typeOf("{enum: [1, .inf]}")).isEqualTo("1 | number");
  }
}
