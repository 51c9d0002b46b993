package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What clients see of a server error in debug mode, and only there.
class DebugModeTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static App.Builder routes() {
    return Lodestar.app()
        .get("/broken", request -> broken())
        .get(
            "/hostile",
            request -> {
              throw new IllegalStateException("</pre><script>alert(1)</script>\u001b[2J\uD83D");
            })
        .get(
            "/unavailable",
            request -> {
              throw HttpException.of(Status.SERVICE_UNAVAILABLE, "Back at noon.")
                  .withHeader("Retry-After", "5");
            })
        .get(
            "/conflict",
            request -> {
              throw HttpException.conflict("No.");
            })
        .get("/deep", request -> deep(0))
        .get(
            "/unprintable",
            request -> {
              throw new Unprintable();
            });
  }

  private static Response<?> broken() {
    try {
      return Response.text(List.of("a").get(7));
    } catch (IndexOutOfBoundsException cause) {
      var failure = new IllegalStateException("The shelf is empty.", cause); // shown
      failure.addSuppressed(new UnsupportedOperationException("could not close"));
      throw failure;
    }
  }

  private static Response<?> deep(int level) {
    return level < 0 ? Response.text("") : deep(level + 1);
  }

  /// Fails whatever it is asked.
  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new UnsupportedOperationException();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }

  private final TestClient client =
      TestClient.of(routes().debug(true).build()).raiseServerErrors(false);

  private TestResponse get(String path, String accept) {
    return client.request(HttpMethod.GET, path).header("Accept", accept).send();
  }

  @Test
  void without_debug_mode_no_form_tells_anything() {
    var plain = TestClient.of(routes().build()).raiseServerErrors(false);
    for (var accept : List.of("*/*", BROWSER, "text/plain")) {
      var response = plain.request(HttpMethod.GET, "/broken").header("Accept", accept).send();

      assertThat(response.expectStatus(500).text())
          .contains("requestId")
          .doesNotContain("shelf", "Exception", "dev.lodestar", "java", "debug", " at ");
    }
  }

  @Test
  void a_page_shows_the_exception_with_its_causes_and_what_it_suppressed() {
    var response = get("/broken", BROWSER).expectStatus(500);

    assertThat(response.contentType()).contains(MediaType.HTML);
    assertThat(response.text())
        .contains("<h1>500 Internal Server Error</h1>")
        .contains("<h2>java.lang.IllegalStateException</h2>")
        .contains("<p class=\"message\">The shelf is empty.</p>")
        .contains("<h2>Suppressed: java.lang.UnsupportedOperationException</h2>")
        .contains("<h2>Caused by: java.lang.IndexOutOfBoundsException</h2>");
  }

  @Test
  void a_page_shows_the_source_of_the_applications_own_calls_and_marks_the_line() {
    var page = get("/broken", BROWSER).text();

    assertThat(page).contains("<details class=\"own\" open=\"\">");
    assertThat(page)
        .containsPattern("<mark> *\\d+ {8}var failure = new Illegal.*; // shown\n</mark>");
    assertThat(page).contains("DebugModeTest.java</p>");
  }

  @Test
  void a_page_folds_every_call_without_a_script() {
    var page = get("/broken", BROWSER).text();

    assertThat(page)
        .containsPattern("<details>\n?<summary>at java.base/java.util")
        .doesNotContain("<script", "src=", "href=", "@import", "url(", " style=");
  }

  @Test
  void a_page_shows_the_request_without_its_secrets() {
    var page =
        client
            .request(HttpMethod.GET, "/broken?page=2&access_token=s3cret&x")
            .header("Accept", BROWSER)
            .header("X-Shown", "shown")
            .header("Authorization", "Bearer s3cret")
            .header("Proxy-Authorization", "s3cret")
            .header("Cookie", "sid=s3cret")
            .header("X-Api-Key", "s3cret")
            .header("Referer", "https://example.org/?code=s3cret&a=b")
            .send()
            .text();

    assertThat(page)
        .contains("<pre>GET /broken?page=2&amp;access_token=***&amp;x HTTP/1.1</pre>")
        .contains("<th scope=\"row\">X-Shown</th><td>shown</td>")
        .contains("<th scope=\"row\">Authorization</th><td>***</td>")
        .contains("<td>https://example.org/?code=***&amp;a=b</td>")
        .doesNotContain("s3cret");
  }

  @Test
  void a_page_shows_what_surrounds_the_handler() {
    var app = routes().debug(true).middleware((request, next) -> next.handle(request)).build();
    var guarded = TestClient.of(app).raiseServerErrors(false);

    assertThat(guarded.request(HttpMethod.GET, "/broken").header("Accept", BROWSER).send().text())
        .containsPattern("<h2>Route</h2>\n<pre>GET +/broken")
        .contains("middleware");
  }

  @Test
  void a_page_names_the_platform() {
    assertThat(get("/broken", BROWSER).text())
        .containsPattern("Lodestar \\d+\\.\\d+.*, Java " + Runtime.version().feature());
  }

  @Test
  void whatever_an_exception_and_a_request_say_is_escaped() {
    var page =
        client
            .request(HttpMethod.GET, "/hostile?'<script>alert(2)</script>")
            .header("Accept", BROWSER)
            .header("X-Evil", "\"><script>alert(3)</script>")
            .send()
            .expectStatus(500)
            .text();

    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("\u001b")
        .contains("&lt;/pre&gt;&lt;script&gt;alert(1)")
        .contains("&#39;&lt;script&gt;alert(2)")
        .contains("&quot;&gt;&lt;script&gt;alert(3)");
  }

  @Test
  void json_has_the_exception_and_its_trace_as_members_of_the_problem() {
    var response = client.get("/broken").expectStatus(500);
    var document = ProblemDocuments.of(response);

    assertThat(response.contentType()).contains(MediaType.PROBLEM_JSON);
    assertThat(document.get("title")).isEqualTo("Internal Server Error");
    assertThat(document.get("requestId")).isInstanceOf(String.class);
    assertThat(document.get("exception"))
        .isEqualTo("java.lang.IllegalStateException: The shelf is empty.");
    var trace = ((List<?>) document.get("trace")).stream().map(Object::toString).toList();
    assertThat(trace)
        .startsWith("java.lang.IllegalStateException: The shelf is empty.")
        .anyMatch(line -> line.startsWith("    at " + DebugModeTest.class.getName()))
        .anyMatch(line -> line.startsWith("Caused by: java.lang.IndexOutOf"))
        .anyMatch(line -> line.startsWith("    Suppressed: java.lang.Unsupported"));
  }

  @Test
  void json_survives_a_message_that_it_cannot_carry() {
    var document = ProblemDocuments.of(client.get("/hostile").expectStatus(500));

    assertThat((String) document.get("exception")).endsWith("\u001b[2J\uFFFD");
  }

  @Test
  void a_client_of_texts_gets_the_stack_trace() {
    var response = get("/broken", "text/plain").expectStatus(500);

    assertThat(response.contentType()).contains(MediaType.TEXT);
    assertThat(response.text())
        .startsWith("java.lang.IllegalStateException: The shelf is empty.\n    at ")
        .contains("\nCaused by: java.lang.IndexOutOfBoundsException: ")
        .contains(" more, as above\n");
    assertThat(get("/hostile", "text/plain").text()).doesNotContain("\u001b");
  }

  @Test
  void every_form_says_that_it_depends_on_accept() {
    for (var accept : List.of("*/*", BROWSER, "text/plain")) {
      assertThat(get("/broken", accept).headers().all("Vary")).containsExactly("Accept");
    }
  }

  @Test
  void a_server_error_with_a_problem_keeps_what_it_says() {
    var response = client.get("/unavailable").expectStatus(503);

    assertThat(response.header("Retry-After")).contains("5");
    assertThat(ProblemDocuments.of(response).get("detail")).isEqualTo("Back at noon.");
    assertThat(ProblemDocuments.of(response).get("trace")).isInstanceOf(List.class);
    assertThat(get("/unavailable", BROWSER).header("Retry-After")).contains("5");
  }

  @Test
  void an_error_of_the_client_is_told_as_ever() {
    assertThat(client.get("/conflict").expectStatus(409).text()).doesNotContain("trace");
    assertThat(get("/nowhere", BROWSER).expectStatus(404).text()).doesNotContain("debug");
  }

  @Test
  void a_stack_without_end_is_cut() {
    var page = get("/deep", BROWSER).expectStatus(500).text();

    assertThat(page).contains("java.lang.StackOverflowError").contains(" calls are left out.");
    assertThat(page.length()).isLessThan(500_000);
  }

  @Test
  void an_exception_that_answers_no_question_is_shown_as_far_as_it_goes() {
    for (var accept : List.of("*/*", BROWSER, "text/plain")) {
      assertThat(get("/unprintable", accept).expectStatus(500).text())
          .contains("DebugModeTest$Unprintable")
          .contains("(the message cannot be read: java.lang.UnsupportedOperationException)");
    }
  }

  @Test
  void a_test_sees_the_exception_itself_in_debug_mode_too() {
    var raising = TestClient.of(routes().debug(true).build());

    assertThatThrownBy(() -> raising.get("/broken"))
        .hasCauseInstanceOf(IllegalStateException.class);
  }
}
