package dev.lodestar.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.openapi.document.ApiDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentRequestsTest {
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: Weather, version: "1"}
      paths:
        /cities:
          get:
            parameters:
              - {name: limit, in: query, schema: {type: integer}}
            responses: {200: {description: OK}}
          post:
            requestBody:
              required: true
              content:
                application/json:
                  example: {name: Ulm}
            responses: {201: {description: OK}}
        /cities/{name}:
          get:
            parameters:
              - {name: name, in: path, required: true, example: Bad Urach, schema: {type: string}}
              - {name: days, in: query, required: true, schema: {type: integer, minimum: 3, maximum: 3}}
            responses: {200: {description: OK}}
        /pictures:
          post:
            requestBody:
              required: true
              content: {image/png: {}}
            responses: {201: {description: OK}}
      """;

  private static List<SampleRequest> requests(boolean unsafe) {
    return DocumentRequests.of(
        ApiDocument.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8)), unsafe);
  }

  @Test
  void reading_operations_get_what_they_require() {
    assertThat(requests(false))
        .containsExactly(
            SampleRequest.of("GET", "/cities"),
            SampleRequest.of("GET", "/cities/Bad%20Urach?days=3"));
  }

  private static final String PROBLEM =
      "{description: No, content: {application/problem+json: {}}}";

  private static List<SampleRequest> refused(String paths, boolean unsafe) {
    var document =
        "openapi: 3.1.0\ninfo: {title: Weather, version: '1'}\npaths:\n" + paths.indent(2);
    return DocumentRequests.refused(
        ApiDocument.parse(document.getBytes(StandardCharsets.UTF_8)), unsafe);
  }

  @Test
  void a_value_out_of_bounds_and_one_that_is_no_number_are_refused_in_queries_of_what_only_reads() {
    var paths =
        """
        /cities:
          post:
            parameters:
              - {name: size, in: query, schema: {type: integer, minimum: 1}}
            responses: {200: {description: OK}}
          get:
            parameters:
              - {name: country, in: query, required: true, example: de, schema: {type: string}}
              - {name: near, in: query, schema: {type: number}}
              - {name: limit, in: query, schema: {type: integer, minimum: 1}}
            responses: {200: {description: OK}}
        """;

    assertThat(refused(paths, false))
        .containsExactly(
            SampleRequest.of("GET", "/cities?country=de&limit=0"),
            new SampleRequest(
                "GET", "/cities?country=de&limit=0", Map.of("Accept-Language", "de, en;q=0.9"), ""),
            SampleRequest.of("GET", "/cities?country=de&near=x"));
  }

  private static String pathTaking(String schema, String answers) {
    return """
    /cities/{name}:
      put:
        parameters:
          - {name: name, in: path, required: true, example: Ulm, schema: {type: string}}
        requestBody:
          required: true
          content: {application/json: {schema: %s}}
        responses: {%s}
    """
        .formatted(schema, answers);
  }

  private static SampleRequest put(String body) {
    return new SampleRequest(
        "PUT", "/cities/Ulm", Map.of("Content-Type", "application/json"), body);
  }

  /// What is asked of a path that has no GET.
  private static final SampleRequest GET = SampleRequest.of("GET", "/cities/Ulm");

  @Test
  void a_body_that_is_no_json_is_sent_to_what_takes_an_object_and_says_that_others_are_refused() {
    var paths = pathTaking("{type: object}", "400: " + PROBLEM + ", 415: " + PROBLEM);

    assertThat(refused(paths, false)).containsExactly(GET, put("{"));
    assertThat(refused(paths, true)).containsExactly(GET, put("{"), put("{}"));
  }

  @Test
  void what_may_read_its_body_itself_gets_none() {
    var refusals = "400: " + PROBLEM + ", 415: " + PROBLEM;

    assertThat(refused(pathTaking("{type: string}", refusals), true)).containsExactly(GET);
    assertThat(refused(pathTaking("{}", refusals), true)).containsExactly(GET);
    assertThat(refused(pathTaking("{type: object}", "400: " + PROBLEM), true)).containsExactly(GET);
    assertThat(refused(pathTaking("{type: object}", "200: {description: OK}"), true))
        .containsExactly(GET);
    assertThat(
            refused(pathTaking("{type: object}", "400: {description: Own}, 415: " + PROBLEM), true))
        .containsExactly(GET);
  }

  @Test
  void others_are_asked_for_and_need_a_body_that_can_be_made() {
    assertThat(requests(true))
        .hasSize(3)
        .contains(
            new SampleRequest(
                "POST",
                "/cities",
                Map.of("Content-Type", "application/json"),
                "{\"name\":\"Ulm\"}"));
  }
}
