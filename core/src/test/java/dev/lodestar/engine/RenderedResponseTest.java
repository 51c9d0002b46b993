package dev.lodestar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderedResponseTest {
  private static final Headers HEADERS = Headers.of("X", "y");

  private static RenderedResponse rendered(HttpMethod method, int status, ResponseBody body) {
    return RenderedResponse.of(
        method, Status.of(status), Optional.of(MediaType.TEXT), HEADERS, body);
  }

  private static ResponseBody threeBytes() {
    return ResponseBody.of(new byte[3]);
  }

  @Test
  void content_is_sent_with_its_type_and_length() {
    var response = rendered(HttpMethod.GET, 200, threeBytes());

    assertThat(response.contentType()).hasValue(MediaType.TEXT);
    assertThat(response.contentLength()).isEqualTo(3);
    assertThat(response.body()).isInstanceOf(ResponseBody.Bytes.class);
    assertThat(response.headers()).isEqualTo(HEADERS);
  }

  @Test
  void head_keeps_type_and_length_but_sends_nothing() {
    var response = rendered(HttpMethod.HEAD, 200, threeBytes());

    assertThat(response.contentType()).hasValue(MediaType.TEXT);
    assertThat(response.contentLength()).isEqualTo(3);
    assertThat(response.body()).isEqualTo(ResponseBody.empty());
  }

  @Test
  void head_never_runs_a_stream_and_knows_no_length() {
    var response =
        rendered(
            HttpMethod.HEAD,
            200,
            new ResponseBody.Stream(out -> {
              throw new AssertionError("The stream was run.");
            }));

    assertThat(response.body()).isEqualTo(ResponseBody.empty());
    assertThat(response.contentLength()).isEqualTo(RenderedResponse.NO_LENGTH);
  }

  @Test
  void statuses_that_end_with_their_head_lose_content_type_and_length() {
    for (var status : new int[] {204, 304}) {
      var response = rendered(HttpMethod.GET, status, threeBytes());

      assertThat(response.body()).isEqualTo(ResponseBody.empty());
      assertThat(response.contentType()).isEmpty();
      assertThat(response.contentLength()).isEqualTo(RenderedResponse.NO_LENGTH);
      assertThat(response.headers()).isEqualTo(HEADERS);
    }
  }

  @Test
  void a_205_is_always_empty_and_says_so() {
    var response = rendered(HttpMethod.GET, 205, threeBytes());

    assertThat(response.body()).isEqualTo(ResponseBody.empty());
    assertThat(response.contentType()).isEmpty();
    assertThat(response.contentLength()).isZero();
  }

  @Test
  void a_failure_is_carried_beside_the_response() {
    var failure = new IllegalStateException("boom");
    var response = rendered(HttpMethod.GET, 500, threeBytes());

    assertThat(response.failure()).isEmpty();
    assertThat(response.withFailure(failure).failure()).hasValue(failure);
    assertThat(response.withFailure(failure).contentLength()).isEqualTo(3);
  }
}
