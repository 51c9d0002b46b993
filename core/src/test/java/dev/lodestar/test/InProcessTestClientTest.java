package dev.lodestar.test;

import static dev.lodestar.test.FakeApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessTestClientTest extends TestClientBehaviour {

  @Override
  TestClient connect(HttpApplication application) {
    return TestClient.of(application);
  }

  @Test
  void the_application_runs_on_a_virtual_thread_of_its_own() {
    var client =
        TestClient.of(
            new FakeApplication(
                request -> text(request, Boolean.toString(Thread.currentThread().isVirtual()))));

    assertThat(client.get("/").text()).isEqualTo("true");
  }

  @Test
  void the_host_and_the_scheme_are_those_of_the_origin() {
    var application =
        new FakeApplication(request ->
            text(
                request,
                request.connection().scheme() + " " + request.headers().first("Host", "")));

    assertThat(TestClient.of(application).get("/").text()).isEqualTo("http localhost");
    assertThat(TestClient.of(application, URI.create("https://a.example:1")).get("/").text())
        .isEqualTo("https a.example:1");
  }

  @Test
  void what_is_no_origin_is_refused() {
    var application = new FakeApplication(FakeApplication::echo);
    for (var origin :
        new String[] {"ftp://a", "a", "http:///", "http://a/b", "http://a?b", "http://a#b"}) {
      assertThatThrownBy(() -> TestClient.of(application, URI.create(origin)))
          .as(origin)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("'" + origin + "' is not the origin of a server");
    }
  }

  @Test
  void malformed_targets_reach_the_application() {
    var client = TestClient.of(new FakeApplication(request -> text(request, request.target())));

    assertThat(client.get("/%zz?%").text()).isEqualTo("/%zz?%");
  }

  @Test
  void a_timeout_shows_where_the_handler_was() {
    var never = new CountDownLatch(1);
    var client =
        TestClient.of(
            new FakeApplication(request -> {
              waitInTheHandler(never);
              return text(request, "");
            }));

    // On a busy machine, the handler may take a while until it waits.
    var shown = List.of("");
    for (var millis = 200; millis < 20_000 && !shown.contains("waitInTheHandler"); millis *= 2) {
      var impatient = client.timeout(Duration.ofMillis(millis));
      var error = catchThrowable(() -> impatient.get("/"));
      shown =
          Stream.of(error.getCause().getStackTrace())
              .map(StackTraceElement::getMethodName)
              .toList();
    }

    assertThat(shown).contains("waitInTheHandler");
  }

  private static void waitInTheHandler(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void an_error_that_the_application_lets_escape_is_raised() {
    var client =
        TestClient.of(
                new FakeApplication(request -> {
                  throw new StackOverflowError("too deep");
                }))
            .raiseServerErrors(false);

    assertThatThrownBy(() -> client.get("/"))
        .isInstanceOf(UnexpectedServerError.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void secure_cookies_are_kept_on_this_machine_and_over_tls_only() {
    var application =
        new FakeApplication(request ->
            request.path().equals("/in")
                ? FakeApplication.cookies(request, SetCookie.of("__Host-id", "7"))
                : text(request, request.cookies().asMap().toString()));
    for (var origin :
        new String[] {"http://localhost", "http://127.0.0.1:1", "https://a.example"}) {
      var client = TestClient.of(application, URI.create(origin));
      client.get("/in");
      assertThat(client.get("/").text()).as(origin).isEqualTo("{__Host-id=7}");
    }
    var plain = TestClient.of(application, URI.create("http://a.example"));
    plain.get("/in");
    assertThat(plain.get("/").text()).isEqualTo("{}");
  }

  @Test
  void a_response_for_which_the_client_did_not_wait_is_aborted() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new AtomicBoolean();
    var told = new CompletableFuture<Delivery>();
    var client =
        TestClient.of(
                new FakeApplication(request -> {
                  begun.set(true);
                  while (go.getCount() > 0) {
                    waitInTheHandler(go);
                    var _ = Thread.interrupted();
                  }
                  return text(request, "late").withCompletion(told::complete);
                }))
            .timeout(Duration.ofMillis(50));

    // What has not begun when its time is up, as on a busy machine, never does.
    while (!begun.get()) {
      assertThatThrownBy(() -> client.get("/")).isInstanceOf(AssertionError.class);
    }
    go.countDown();

    assertThat(told.get(60, TimeUnit.SECONDS)).isEqualTo(Delivery.ABORTED);
  }

  /// An application with a limit of its own, which reads no body.
  private static final class LimitedApplication implements HttpApplication {
    private final FakeApplication inner =
        new FakeApplication(
            request -> text(request, request.body().length() + " " + request.attribute(SEEN)));

    @Override
    public RenderedResponse handle(Request request) {
      return inner.handle(request);
    }

    @Override
    public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
      head.setAttribute(SEEN, "seen");
      return head.path().equals("/default") ? engineDefault : engineDefault.withLimit(10);
    }

    @Override
    public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
      return inner.refuse(failure, head);
    }
  }

  private static final Key<String> SEEN = Key.of("seen", String.class);

  private static TestResponse post(TestClient client, String target, int length) {
    return client
        .request(HttpMethod.POST, target)
        .body(MediaType.OCTET_STREAM, new byte[length])
        .send();
  }

  @Test
  void a_body_over_the_limit_of_the_application_is_refused_as_by_a_server() {
    var client = TestClient.of(new LimitedApplication());

    assertThat(post(client, "/", 10).text()).isEqualTo("10 Optional[seen]");
    assertThat(post(client, "/", 11).expectStatus(413).text())
        .isEqualTo(
            "POST / was refused: The body is larger than the 10 bytes that are accepted here.");
  }

  @Test
  void the_limit_is_otherwise_that_of_a_server_with_default_options() {
    var client = TestClient.of(new LimitedApplication());

    assertThat(post(client, "/default", 10_000_000).text()).isEqualTo("10000000 Optional[seen]");
    post(client, "/default", 10_000_001).expectStatus(413);
  }

  @Test
  void a_request_without_a_body_is_not_asked_about() {
    assertThat(TestClient.of(new LimitedApplication()).post("/").text())
        .isEqualTo("0 Optional.empty");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_404_as_from_a_server(@TempDir Path directory) {
    var client =
        TestClient.of(
            new FakeApplication(request ->
                RenderedResponse.of(
                    request.method(),
                    Status.OK,
                    Optional.of(MediaType.TEXT),
                    Headers.empty(),
                    new ResponseBody.File(directory.resolve("missing"), 0, 5))));
    client.get("/").expectStatus(404);
    client.request(HttpMethod.HEAD, "/").send().expectStatus(200);
  }

  @Test
  void a_stream_that_breaks_the_length_it_has_announced_is_an_error_of_the_test() {
    var stream = new ResponseBody.Stream(out -> out.write(new byte[4]), 5, Optional.empty());
    var client =
        TestClient.of(
            new FakeApplication(request ->
                RenderedResponse.of(
                    request.method(),
                    Status.OK,
                    Optional.of(MediaType.TEXT),
                    Headers.empty(),
                    stream)));
    assertThatThrownBy(() -> client.get("/"))
        .isInstanceOf(UnexpectedServerError.class)
        .rootCause()
        .hasMessage("The stream has announced 5 bytes and written 4.");
  }
}
