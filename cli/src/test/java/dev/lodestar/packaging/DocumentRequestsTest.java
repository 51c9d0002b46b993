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
