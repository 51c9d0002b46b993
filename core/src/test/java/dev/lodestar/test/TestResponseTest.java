package dev.lodestar.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestResponseTest {
  private static final Json JSON = Json.standard();

  record Widget(String sku, int stock) {}

  private static TestResponse response(String contentType, byte[] body) {
    return new TestResponse(
        "GET /x", Status.OK, Headers.of("Content-Type", contentType), body, JSON);
  }

  private static TestResponse response(String body) {
    return response("text/plain", body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void it_prints_request_status_headers_and_content() {
    var response =
        new TestResponse(
            "GET /x",
            Status.NOT_FOUND,
            Headers.of("Content-Type", "text/plain", "Set-Cookie", "id=7"),
            "Grüße\nBob".getBytes(StandardCharsets.UTF_8),
            JSON);

    assertThat(response)
        .hasToString(
            """
            GET /x -> 404 Not Found
            Content-Type: text/plain
            Set-Cookie: id=7

            Grüße
            Bob\
            """);
  }

  @Test
  void it_prints_the_first_2000_characters_of_long_content() {
    assertThat(response("x".repeat(2000)).toString()).endsWith("\n" + "x".repeat(2000));
    assertThat(response("x".repeat(2001)).toString())
        .endsWith("\n" + "x".repeat(2000) + "… (2001 characters in all)");
  }

  @Test
  void it_prints_the_size_of_content_that_is_no_text() {
    assertThat(response("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1}).toString())
        .endsWith("\n<6 bytes that are not text>");
  }

  @Test
  void it_prints_whatever_the_content_type_is() {
    for (var type : new String[] {"nonsense", "text/plain;charset=none", "text/plain;charset=?"}) {
      assertThat(response(type, new byte[] {'a'}).toString()).as(type).endsWith("\n\na");
    }
  }

  @Test
  void an_unexpected_status_fails_with_the_whole_response() {
    var response = response("hello");

    assertThat(response.expectStatus(200)).isSameAs(response);
    assertThat(response.expectStatus(Status.OK)).isSameAs(response);
    assertThatThrownBy(() -> response.expectStatus(201))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Expected status 201, but the response is:\n" + response);
    assertThatThrownBy(() -> response.expectStatus(Status.CREATED))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void text_is_decoded_in_its_character_set() {
    assertThat(response("text/plain;charset=iso-8859-1", new byte[] {(byte) 0xFC}).text())
        .isEqualTo("ü");
    assertThat(response("text/plain", "ü".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("ü");
    assertThat(new TestResponse("GET /", Status.OK, Headers.empty(), new byte[] {'a'}, JSON).text())
        .isEqualTo("a");
  }

  @Test
  void text_that_is_none_fails_the_test() {
    assertThatThrownBy(() -> response("text/plain", new byte[] {(byte) 0xFC}).text())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not text in its character set")
        .hasMessageContaining("GET /x -> 200 OK");
    for (var charset : new String[] {"none", "\"?\"", "\"\""}) {
      assertThatThrownBy(() -> response("text/plain;charset=" + charset, new byte[] {'a'}).text())
          .as(charset)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("character set of the response is unknown");
    }
    assertThatThrownBy(() -> response("nonsense", new byte[] {'a'}).text())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("The header Content-Type is malformed. 'nonsense'");
  }

  @Test
  void of_cookies_with_one_name_the_last_counts() {
    var response =
        new TestResponse(
            "GET /",
            Status.OK,
            Headers.of("Set-Cookie", "a=1", "Set-Cookie", "nonsense", "Set-Cookie", "a=2"),
            new byte[0],
            JSON);

    assertThat(response.cookies()).extracting(ReceivedCookie::value).containsExactly("1", "2");
    assertThat(response.cookie("a")).get().extracting(ReceivedCookie::value).isEqualTo("2");
    assertThat(response.cookie("A")).isEmpty();
  }

  @Test
  void changing_the_bytes_does_not_change_the_response() {
    var response = response("abc");

    response.bytes()[0] = 'X';

    assertThat(response.text()).isEqualTo("abc");
  }

  private static TestResponse json(String contentType, String body) {
    return response(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void json_is_read_as_a_typed_value() {
    var response = json("application/json", "{\"sku\":\"ü\",\"stock\":3}");

    assertThat(response.json(Widget.class)).isEqualTo(new Widget("ü", 3));
    assertThat(response.json(Object.class)).isEqualTo(Map.of("sku", "ü", "stock", 3L));
    assertThat(
            json("application/x+json", "[{\"sku\":\"a\",\"stock\":1}]")
                .json(new JsonType<List<Widget>>() {}))
        .containsExactly(new Widget("a", 1));
  }

  @Test
  void json_of_another_shape_fails_with_what_is_wrong_and_the_response() {
    assertThatThrownBy(() -> json("application/json", "{\"sku\":\"x\"}").json(Widget.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Widget")
        .hasMessageContaining("stock")
        .hasMessageContaining("GET /x -> 200 OK");
    assertThatThrownBy(() -> json("application/json", "{").json(Object.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void what_is_not_declared_as_json_is_not_read_as_json() {
    assertThatThrownBy(() -> json("text/plain", "{}").json(Object.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expected JSON, but the response is:");
  }

  private static TestResponse problem(String body) {
    return new TestResponse(
        "GET /x",
        Status.CONFLICT,
        Headers.of("Content-Type", "application/problem+json"),
        body.getBytes(StandardCharsets.UTF_8),
        JSON);
  }

  @Test
  void a_problem_document_is_read_with_its_extensions() {
    var problem =
        problem(
                """
                {"type": "https://example.org/p", "title": "Out of stock", "status": 409,
                 "detail": "There are 2 left.", "instance": "/orders/7", "left": 2}\
                """)
            .problem();

    assertThat(problem.type()).hasToString("https://example.org/p");
    assertThat(problem.title()).isEqualTo("Out of stock");
    assertThat(problem.status()).isEqualTo(Status.CONFLICT);
    assertThat(problem.detail()).hasValue("There are 2 left.");
    assertThat(problem.instance()).hasValue(URI.create("/orders/7"));
    assertThat(problem.extensions()).isEqualTo(Map.of("left", 2L));
    assertThat(problem("{}").problem()).hasToString("409 Conflict");
  }

  @Test
  void what_is_no_problem_document_fails_with_the_response() {
    for (var body :
        new String[] {
          "[]",
          "3",
          "{",
          "{\"status\":400}",
          "{\"status\":\"409\"}",
          "{\"title\":1}",
          "{\"type\":\"::\"}"
        }) {
      assertThatThrownBy(() -> problem(body).problem())
          .as(body)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("GET /x -> 409 Conflict");
    }
    assertThatThrownBy(() -> json("application/json", "{}").problem())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expected a problem document, but the response is:");
  }
}
