package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputError;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In which form a client is told about an error, and what each form shows.
class ProblemFormsTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @Get("/limited")
  String limited(int limit, int page) {
    return limit + " " + page;
  }

  @Get("/returned")
  Problem returned() {
    return Problem.of(Status.CONFLICT)
        .withType(URI.create("https://example.org/out-of-stock"))
        .withTitle("Out of stock")
        .withInstance(URI.create("/orders/7"))
        .with("left", 2)
        .with("shelves", List.of("a", "b"));
  }

  @Get("/in-response")
  Response<Problem> inResponse() {
    return Response.problem(returned()).header("Retry-After", "5");
  }

  @Get(value = "/as-text", produces = "text/plain")
  String asText() {
    throw HttpException.conflict("No.");
  }

  @Get("/hostile")
  String hostile() {
    throw new HttpException(
        Problem.of(Status.BAD_REQUEST)
            .withTitle("<script>title</script>")
            .withDetail("<script>detail</script>\u001b[2J")
            .withType(URI.create("javascript:alert(1)"))
            .with("extra", "<script>extra</script>")
            .with(
                "errors",
                List.of(
                    new InputError(
                            InputSource.QUERY, "<script>name</script>", "x", "<script>m</script>")
                        .members())));
  }

  @Get("/odd-errors")
  String oddErrors() {
    throw new HttpException(
        Problem.of(Status.BAD_REQUEST).with("errors", List.of(Map.of("path", "/a"))));
  }

  @Get("/vary")
  String vary(String given) {
    throw HttpException.notFound("No.").withHeader("Vary", given);
  }

  @Get("/own-policy")
  String ownPolicy() {
    throw HttpException.notFound("No.").withHeader("Content-Security-Policy", "default-src 'self'");
  }

  @Get("/unnamed")
  String unnamed(int code, String reason) {
    throw new HttpException(Problem.of(new Status(code, reason)));
  }

  @Get("/subclass")
  String subclass() {
    throw new OutOfStock();
  }

  @Get("/elsewhere")
  String elsewhere() throws Exception {
    return CompletableFuture.<String>failedFuture(new OutOfStock()).get();
  }

  @Get("/elsewhere-joined")
  String elsewhereJoined() {
    return CompletableFuture.<String>failedFuture(new OutOfStock()).join();
  }

  @Get("/own/{kind}")
  String ofFramework(String kind) {
    throw switch (kind) {
      case "model" -> new ModelException(List.of(new ModelProblem("secret", "secret", "secret")));
      case "startup" -> new StartupException(List.of());
      default -> new LaunchException("secret");
    };
  }

  /// An exception as an application declares it.
  static final class OutOfStock extends HttpException {
    private static final long serialVersionUID = 1L;

    OutOfStock() {
      super(
          Problem.of(Status.CONFLICT).withDetail("There is no more."),
          Headers.of("Retry-After", "60"),
          null);
    }
  }

  private final TestClient client =
      TestClient.of(Lodestar.app().routes(this).build())
          .raiseServerErrors(false)
          .ignoringFindings(UNDOCUMENTED_STATUS);

  private TestResponse get(String path, String accept) {
    return client.request(HttpMethod.GET, path).header("Accept", accept).send();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/problem+json",
        "application/*",
        "application/json, text/plain, */*",
        "text/html, application/json",
        "text/html;q=0.9, */*;q=0.95",
        "image/png",
        "text/html;q=0",
        "not a media range",
        ""
      })
  void a_client_that_does_not_prefer_something_else_is_told_in_json(String accept) {
    var response = get("/nowhere", accept).expectStatus(404);

    assertThat(response.contentType()).contains(MediaType.PROBLEM_JSON);
    assertThat(response.problem().status()).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void a_client_that_says_nothing_is_told_in_json() {
    assertThat(client.get("/nowhere").expectStatus(404).contentType())
        .contains(MediaType.PROBLEM_JSON);
  }

  @Test
  void the_media_type_of_the_handler_is_not_that_of_its_errors() {
    assertThat(client.get("/as-text").expectStatus(409).contentType())
        .contains(MediaType.PROBLEM_JSON);
  }

  @Test
  void a_browser_is_shown_a_page() {
    var response = get("/nowhere", BROWSER).expectStatus(404);

    assertThat(response.contentType()).contains(MediaType.HTML);
    assertThat(response.text())
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<title>404 Not Found</title>")
        .contains("<h1>404 Not Found</h1>")
        .contains("<p>There is no route for this path.</p>")
        .endsWith("</html>\n");
  }

  @Test
  void a_page_needs_no_script_and_nothing_from_elsewhere() {
    for (var path : List.of("/nowhere", "/limited", "/returned", "/own/model")) {
      assertThat(get(path, BROWSER).text())
          .doesNotContain("<script", "src=", "href=", "http://", "@import", "url(", " style=");
    }
  }

  @Test
  void a_page_brings_the_policy_under_which_it_works() {
    assertThat(get("/nowhere", BROWSER).header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(get("/own-policy", BROWSER).headers().all("Content-Security-Policy"))
        .containsExactly("default-src 'self'");
    assertThat(get("/nowhere", "*/*").header("Content-Security-Policy")).isEmpty();
  }

  @Test
  void a_page_lists_every_error_of_the_input() {
    assertThat(get("/limited?page=x", BROWSER).expectStatus(400).text())
        .contains("<li><code>query limit</code>: The query parameter &#39;limit&#39; is required.")
        .contains("<li><code>query page</code>: Expected ")
        .contains("found the text &quot;x&quot;.");
  }

  @Test
  void a_page_shows_the_further_members_of_a_problem() {
    assertThat(get("/returned", BROWSER).expectStatus(409).text())
        .contains("<h1>409 Out of stock</h1>")
        .contains("<dt>type</dt><dd>https://example.org/out-of-stock</dd>")
        .contains("<dt>instance</dt><dd>/orders/7</dd>")
        .contains("<dt>left</dt><dd>2</dd>")
        .contains("<dt>shelves</dt><dd>[&quot;a&quot;,&quot;b&quot;]</dd>");
  }

  @Test
  void a_page_about_a_server_error_tells_the_id_and_nothing_else() {
    var page = get("/own/model", BROWSER).expectStatus(500).text();

    assertThat(page).containsPattern("<dt>requestId</dt><dd>[0-9a-f-]{36}</dd>");
    assertThat(page).doesNotContain("secret", "Exception", "dev.lodestar");
  }

  @Test
  void whatever_a_problem_says_is_escaped() {
    var page = get("/hostile", BROWSER).expectStatus(400).text();

    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("\u001b")
        .contains("<p>&lt;script&gt;detail&lt;/script&gt;\uFFFD[2J</p>")
        .contains("<li><code>query &lt;script&gt;name&lt;/script&gt;</code>")
        .contains("<dd>javascript:alert(1)</dd>");
  }

  @Test
  void a_client_of_texts_is_told_in_lines() {
    var response = get("/limited?page=x", "text/plain").expectStatus(400);

    assertThat(response.contentType()).contains(MediaType.TEXT);
    assertThat(response.text())
        .startsWith(
            """
            400 Invalid input
            2 values of the request are missing or not accepted.
            - query limit: The query parameter 'limit' is required.
            - query page: Expected \
            """)
        .endsWith("type: tag:lodestar.dev,2026:invalid-input\n");
  }

  @Test
  void a_text_cannot_steer_a_terminal() {
    assertThat(get("/hostile", "text/plain").text())
        .contains("detail</script>\uFFFD[2J\n")
        .doesNotContain("\u001b");
  }

  @Test
  void errors_of_another_form_are_shown_as_they_are() {
    assertThat(get("/odd-errors", "text/plain").text()).contains("errors: [{\"path\":\"/a\"}]\n");
  }

  @Test
  void a_problem_that_a_handler_returns_is_told_in_the_same_forms() {
    assertThat(get("/returned", "text/plain").text()).startsWith("409 Out of stock\n");
    assertThat(get("/in-response", BROWSER).text()).contains("<h1>409 Out of stock</h1>");
    assertThat(get("/in-response", BROWSER).header("Retry-After")).contains("5");
  }

  @Test
  void the_page_of_a_head_request_has_its_type_and_no_content() {
    var response = client.request(HttpMethod.HEAD, "/nowhere").header("Accept", BROWSER).send();

    assertThat(response.expectStatus(404).contentType()).contains(MediaType.HTML);
    assertThat(response.bytes()).isEmpty();
  }

  @Test
  void caches_learn_that_the_form_depends_on_accept_whatever_the_form_is() {
    for (var accept : List.of("*/*", "application/json", BROWSER, "text/plain")) {
      assertThat(get("/nowhere", accept).headers().all("Vary")).containsExactly("Accept");
    }
    assertThat(client.get("/returned").headers().all("Vary")).containsExactly("Accept");
  }

  @Test
  void vary_is_added_to_and_never_doubled() {
    assertThat(client.get("/vary?given=Origin").headers().all("Vary"))
        .containsExactly("Origin, Accept");
    assertThat(client.get("/vary?given=Origin,accept").headers().all("Vary"))
        .containsExactly("Origin,accept");
    assertThat(client.get("/vary?given=*").headers().all("Vary")).containsExactly("*");
  }

  @Test
  void a_status_without_a_phrase_has_a_title_nevertheless() {
    assertThat(client.get("/unnamed?code=499&reason=").expectStatus(499).problem().title())
        .isEqualTo("Client Error");
    assertThat(client.get("/unnamed?code=404&reason=").problem().title()).isEqualTo("Not Found");
    assertThat(get("/unnamed?code=599&reason=", BROWSER).expectStatus(599).text())
        .contains("<h1>599 Server Error</h1>");
    assertThat(client.get("/unnamed?code=404&reason=Gone+fishing").problem().title())
        .isEqualTo("Gone fishing");
  }

  @Test
  void an_exception_of_the_applications_own_keeps_its_status_and_headers() {
    var response = client.get("/subclass").expectStatus(409);

    assertThat(response.header("Retry-After")).contains("60");
    assertThat(response.problem().detail()).contains("There is no more.");
  }

  @Test
  void an_exception_from_another_thread_counts_as_if_it_was_thrown_here() {
    for (var path : List.of("/elsewhere", "/elsewhere-joined")) {
      assertThat(client.get(path).expectStatus(409).header("Retry-After")).contains("60");
    }
  }

  @Test
  void exceptions_of_the_framework_itself_are_answered_with_a_problem_too() {
    for (var kind : List.of("model", "startup", "launch")) {
      var response = client.get("/own/" + kind).expectStatus(500);

      assertThat(response.problem().status()).isEqualTo(Status.INTERNAL_SERVER_ERROR);
      assertThat(response.text()).doesNotContain("secret");
    }
  }
}
