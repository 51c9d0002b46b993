package dev.lodestar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import java.util.ArrayList;
import java.util.List;
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

  private static RenderedResponse withLinks(List<String> ran, String... names) {
    var response = rendered(HttpMethod.GET, 200, ResponseBody.empty());
    for (var name : names) {
      response =
          response.withCompletion(delivery -> {
            ran.add(name + " " + delivery);
            if (name.startsWith("failing")) {
              throw new IllegalStateException(name);
            }
          });
    }
    return response;
  }

  @Test
  void a_response_has_no_completion_unless_one_was_added() {
    var response = rendered(HttpMethod.GET, 200, ResponseBody.empty());
    assertThat(response.completion()).isEmpty();
    response.complete(Delivery.SENT, Optional.empty());
  }

  @Test
  void completions_run_in_the_order_in_which_they_were_added() {
    var ran = new ArrayList<String>();
    withLinks(ran, "a", "b", "c").completion().orElseThrow().completed(Delivery.ABORTED);
    assertThat(ran).containsExactly("a ABORTED", "b ABORTED", "c ABORTED");
  }

  @Test
  void a_completion_runs_even_if_those_before_it_throw() {
    var ran = new ArrayList<String>();
    var completion = withLinks(ran, "failing 1", "b", "failing 2", "d").completion().orElseThrow();
    assertThatThrownBy(() -> completion.completed(Delivery.SENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("failing 1")
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("failing 2"));
    assertThat(ran).containsExactly("failing 1 SENT", "b SENT", "failing 2 SENT", "d SENT");
  }

  @Test
  void what_a_completion_throws_does_not_reach_the_engine() {
    var ran = new ArrayList<String>();
    withLinks(ran, "failing").complete(Delivery.SENT, Optional.empty());
    assertThat(ran).containsExactly("failing SENT");
  }

  @Test
  void a_failure_and_a_completion_are_kept_side_by_side() {
    var failure = new IllegalStateException();
    Completion completion = delivery -> {};
    var response = rendered(HttpMethod.GET, 500, ResponseBody.empty());
    assertThat(response.withFailure(failure).withCompletion(completion).failure())
        .containsSame(failure);
    assertThat(response.withCompletion(completion).withFailure(failure).completion())
        .containsSame(completion);
  }
}
