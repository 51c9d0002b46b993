package dev.lodestar.test;

import static dev.lodestar.test.FakeApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lodestar.engine.Delivery;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.StreamBody;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InProcessTestClientTest extends TestClientBehaviour {

  @Override
  TestClient connect(FakeApplication application) {
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
                }))
            .timeout(Duration.ofMillis(200));

    var error = catchThrowable(() -> client.get("/"));

    assertThat(error.getCause().getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("waitInTheHandler");
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
  void a_response_is_there_only_after_its_completion_has_run() {
    for (var round = 0; round < 100; round++) {
      var told = new AtomicReference<Delivery>();
      var client =
          TestClient.of(
              new FakeApplication(request -> text(request, "hi").withCompletion(told::set)));

      assertThat(client.get("/").text()).isEqualTo("hi");

      assertThat(told).hasValue(Delivery.SENT);
    }
  }

  @Test
  void a_stream_is_completed_after_its_producer_has_ended() {
    var steps = new ArrayList<String>();
    var client =
        TestClient.of(
            new FakeApplication(request ->
                FakeApplication.stream(request, out -> steps.add("produced"))
                    .withCompletion(delivery -> steps.add("completed " + delivery))));

    client.get("/");

    assertThat(steps).containsExactly("produced", "completed SENT");
  }

  @Test
  void a_stream_whose_producer_fails_is_aborted() {
    var told = new AtomicReference<Delivery>();
    StreamBody failing =
        out -> {
          throw new IllegalStateException("boom");
        };
    var client =
        TestClient.of(
            new FakeApplication(
                request -> FakeApplication.stream(request, failing).withCompletion(told::set)));

    assertThatThrownBy(() -> client.get("/")).isInstanceOf(UnexpectedServerError.class);

    assertThat(told).hasValue(Delivery.ABORTED);
  }

  @Test
  void a_completion_that_fails_does_not_fail_the_request() {
    var client =
        TestClient.of(
            new FakeApplication(request ->
                text(request, "hi")
                    .withCompletion(delivery -> {
                      throw new IllegalStateException("boom");
                    })));

    assertThat(client.get("/").text()).isEqualTo("hi");
  }

  @Test
  void a_response_for_which_the_client_did_not_wait_is_aborted() throws Exception {
    var go = new CountDownLatch(1);
    var told = new CompletableFuture<Delivery>();
    var client =
        TestClient.of(
                new FakeApplication(request -> {
                  while (go.getCount() > 0) {
                    waitInTheHandler(go);
                    var _ = Thread.interrupted();
                  }
                  return text(request, "late").withCompletion(told::complete);
                }))
            .timeout(Duration.ofMillis(50));

    assertThatThrownBy(() -> client.get("/")).isInstanceOf(AssertionError.class);
    go.countDown();

    assertThat(told.get()).isEqualTo(Delivery.ABORTED);
  }
}
