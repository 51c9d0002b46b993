package dev.lodestar.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestResponseTest {

  private static TestResponse response(String contentType, byte[] body) {
    return new TestResponse("GET /x", Status.OK, Headers.of("Content-Type", contentType), body);
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
            "Grüße\nBob".getBytes(StandardCharsets.UTF_8));

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
    assertThat(new TestResponse("GET /", Status.OK, Headers.empty(), new byte[] {'a'}).text())
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
            new byte[0]);

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
}
