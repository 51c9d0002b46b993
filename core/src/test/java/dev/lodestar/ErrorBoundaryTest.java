package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.test.TestClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What becomes of whatever goes wrong.
class ErrorBoundaryTest {

  private final App app =
      Lodestar.app()
          .get(
              "/known",
              request -> {
                throw new HttpException(
                        Problem.of(Status.TOO_MANY_REQUESTS)
                            .withType(URI.create("https://example.org/slow-down"))
                            .withTitle("Slow down")
                            .withDetail("Wait a little."))
                    .withHeader("Retry-After", "5");
              })
          .get(
              "/secret",
              request -> {
                throw new IllegalStateException("password is hunter2");
              })
          .get(
              "/deep",
              request -> {
                throw new StackOverflowError();
              })
          .get(
              "/unavailable",
              request -> {
                throw HttpException.of(Status.SERVICE_UNAVAILABLE, "Back at noon.");
              })
          .get("/unencodable", request -> Response.of(new Object[] {new Thread("x")}))
          .get(
              "/unprintable",
              request -> {
                throw new IllegalStateException() {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public String getMessage() {
                    throw new UnsupportedOperationException("no text");
                  }
                };
              })
          .get(
              "/half",
              request -> {
                throw HttpException.badRequest("\uD83D");
              })
          .get(
              "/injected",
              request -> {
                throw new HttpException(
                    Problem.of(Status.CONFLICT), Headers.unchecked("X-A", "1\r\nX-Evil: 2"), null);
              })
          .post("/only-post", request -> Response.text("ok"))
          .get("/only-get", request -> Response.text("ok"))
          .build();

  private final TestClient client = TestClient.of(app).raiseServerErrors(false);

  @Test
  void an_exception_with_a_problem_is_answered_as_it_says() {
    var response = client.get("/known").expectStatus(429);

    assertThat(response.header("Retry-After")).contains("5");
    assertThat(response.text())
        .isEqualTo(
            "{\"type\":\"https://example.org/slow-down\",\"title\":\"Slow down\",\"status\":429,"
                + "\"detail\":\"Wait a little.\"}");
  }

  @Test
  void nobody_is_told_that_a_client_went_while_its_body_was_read() {
    var gone = new ClientDisconnectedException("gone");
    var observed = new ArrayList<Throwable>();
    var observing =
        Lodestar.app()
            .onFailure((failure, request) -> observed.add(failure))
            .get(
                "/checked",
                request -> {
                  throw gone;
                })
            .get(
                "/unchecked",
                request -> {
                  throw new UncheckedIOException(gone);
                })
            .build();
    try (var log = CapturedLog.start()) {
      TestClient.of(observing).get("/checked").expectStatus(400);
      TestClient.of(observing).get("/unchecked").expectStatus(400);
      assertThat(log.text()).isEmpty();
    }
    assertThat(observed).isEmpty();
  }

  @Test
  void an_unexpected_exception_is_a_500_that_tells_nothing_but_an_id() {
    var response = client.get("/secret").expectStatus(500);

    assertThat(response.header("Content-Type")).contains("application/problem+json");
    assertThat(response.text()).doesNotContain("hunter2").doesNotContain("Exception");
    assertThat((String) ProblemDocuments.of(response).get("requestId")).hasSize(36);
  }

  @Test
  void an_error_of_the_virtual_machine_is_a_500_too() {
    client.get("/deep").expectStatus(500);
  }

  @Test
  void a_server_error_with_a_problem_keeps_its_detail_and_gets_an_id() {
    var response = client.get("/unavailable").expectStatus(503);

    assertThat(ProblemDocuments.of(response).get("detail")).isEqualTo("Back at noon.");
    assertThat(ProblemDocuments.of(response).containsKey("requestId")).isTrue();
  }

  @Test
  void a_result_that_cannot_be_encoded_is_a_500() {
    client.get("/unencodable").expectStatus(500);
  }

  @Test
  void an_exception_that_cannot_be_printed_is_a_500_with_an_id() {
    var response = client.get("/unprintable").expectStatus(500);

    assertThat(ProblemDocuments.of(response).containsKey("requestId")).isTrue();
  }

  @Test
  void a_problem_that_cannot_be_encoded_is_a_500_with_an_id() {
    var response = client.get("/half").expectStatus(500);

    assertThat(ProblemDocuments.of(response).containsKey("requestId")).isTrue();
  }

  @Test
  void no_header_breaks_out_of_its_line_not_even_an_unchecked_one() {
    var response = client.get("/injected").expectStatus(500);

    assertThat(response.headers().contains("X-A")).isFalse();
    assertThat(response.headers().contains("X-Evil")).isFalse();
  }

  @Test
  void a_test_sees_the_unexpected_exception_itself() {
    var raising = TestClient.of(app);

    assertThatThrownBy(() -> raising.get("/secret")).hasRootCauseMessage("password is hunter2");
  }

  @Test
  void an_unknown_path_is_a_404_problem() {
    var response = client.get("/nowhere").expectStatus(404);

    assertThat(response.header("Content-Type")).contains("application/problem+json");
  }

  @Test
  void a_method_that_a_path_does_not_know_is_a_405_with_a_complete_allow() {
    var post = client.get("/only-post").expectStatus(405);
    var get = client.request(HttpMethod.of("PURGE"), "/only-get").send().expectStatus(405);

    assertThat(post.header("Allow")).contains("OPTIONS, POST");
    assertThat(get.header("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @Test
  void options_is_answered_for_every_path() {
    var response = client.request(HttpMethod.OPTIONS, "/only-get").send().expectStatus(204);

    assertThat(response.header("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(response.bytes()).isEmpty();
  }

  @Test
  void options_for_the_server_as_a_whole_is_answered() {
    client.request(HttpMethod.OPTIONS, "*").send().expectStatus(204);
  }

  @Test
  void a_malformed_path_is_a_400_and_never_a_500() {
    for (var path : new String[] {"/%", "/%zz", "/%C3", "/%00", "/..", "/a/../b", "/%2e%2e/x"}) {
      client.get(path).expectStatus(400);
    }
  }

  @Test
  void the_error_of_a_head_request_has_no_content() {
    var response = client.request(HttpMethod.HEAD, "/nowhere").send().expectStatus(404);

    assertThat(response.bytes()).isEmpty();
  }
}
