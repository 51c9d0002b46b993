package dev.lodestar.test;

import static dev.lodestar.test.FakeApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lodestar.http.SetCookie;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
}
