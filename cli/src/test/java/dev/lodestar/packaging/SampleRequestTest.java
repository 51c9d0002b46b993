package dev.lodestar.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Internal: the whole is tested by the examples, which are packaged.
class SampleRequestTest {
  @Test
  void a_file_has_methods_paths_fields_and_bodies() throws Exception {
    var requests =
        SampleRequest.parse(
            """
            # two requests
            GET /widgets?limit=10
            POST /widgets
              Content-Type: application/json
              X-Time: 12:30
              > {"a":
              > 1}
            /short
            """
                .lines()
                .toList());

    assertThat(requests)
        .containsExactly(
            SampleRequest.of("GET", "/widgets?limit=10"),
            new SampleRequest(
                "POST",
                "/widgets",
                Map.of("Content-Type", "application/json", "X-Time", "12:30"),
                "{\"a\":\n1}"),
            SampleRequest.of("GET", "/short"));
  }

  @Test
  void what_is_written_is_read_again() throws Exception {
    var request = new SampleRequest("PUT", "/a", Map.of("X", "1"), "one\ntwo");

    assertThat(SampleRequest.parse(request.text().lines().toList())).containsExactly(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET widgets|Line 1 of the requests is 'GET widgets', but a request is a method and a path",
        "GET /a b|Line 1 of the requests is 'GET /a b'",
      })
  void a_malformed_request_is_told_with_its_line(String line, String message) {
    assertThatThrownBy(() -> SampleRequest.parse(List.of(line)))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_field_without_a_request_is_told() {
    assertThatThrownBy(() -> SampleRequest.parse(List.of("", "  Accept: text/plain")))
        .hasMessageStartingWith("Line 2 of the requests");
  }

  @Test
  void a_line_that_is_neither_field_nor_body_is_told() {
    assertThatThrownBy(() -> SampleRequest.parse(List.of("GET /", "  what")))
        .hasMessageContaining("'Name: value'");
  }
}
