package dev.lodestar.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Where a client left off, as a parameter of handlers.
class LastEventIdTest {
  static final class Feed {
    @Get("/")
    String last(LastEventId last) {
      return last.id().orElse("none");
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Feed.class).build());

  private TestResponse after(String... headers) {
    var request = client.request(HttpMethod.GET, "/");
    for (var header : headers) {
      request.header("Last-Event-ID", header);
    }
    return request.send();
  }

  @Test
  void the_id_is_what_the_header_says() {
    assertThat(after("17").text()).isEqualTo("17");
    assertThat(after().text()).isEqualTo("none");
    assertThat(after("").text()).isEqualTo("none");
  }

  @Test
  void browsers_send_ids_in_utf_8() {
    var wire = new String("grün😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(after(wire).text()).isEqualTo("grün😀");
  }

  @Test
  void what_no_browser_sends_is_a_bad_request() {
    assertThat(after("\u00FF").expectStatus(400).problem().detail())
        .hasValue("The header Last-Event-ID is not valid UTF-8.");
    assertThat(after("1", "2").expectStatus(400).problem().detail())
        .hasValue("The header Last-Event-ID was sent 2 times; send it once.");
  }

  @Test
  void an_id_has_a_limit() {
    after("x".repeat(1_024)).expectStatus(200);
    assertThat(after("x".repeat(1_025)).expectStatus(400).problem().detail())
        .hasValue("The header Last-Event-ID has 1025 characters, but at most 1024 are allowed.");
  }
}
