package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.StreamBody;
import dev.lodestar.inject.Outcome;
import dev.lodestar.inject.Provider;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.MiddlewareOrder;
import dev.lodestar.layer.Next;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What layers can get wrong while requests are answered: it becomes an error that says so, and
/// nothing is left open.
class LayerMistakesTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  record Connection() {}

  static final class Shop {
    @Get("/text")
    String text(Connection connection) {
      return "text";
    }

    @Get("/stream")
    Response<StreamBody> stream() {
      return Response.stream(
          MediaType.TEXT, out -> out.write("streamed".getBytes(StandardCharsets.UTF_8)));
    }

    @Get("/broken")
    @SuppressWarnings("DoNotCallSuggester") // the application calls it
    String broken() {
      throw new IllegalArgumentException("broken");
    }
  }

  private App.Builder shop() {
    return Lodestar.app()
        .provide(
            Provider.of(
                    Connection.class,
                    () -> {
                      opened.incrementAndGet();
                      return new Connection();
                    })
                .onClose((connection, outcome) -> closed.incrementAndGet()))
        .routes(Shop.class);
  }

  private static TestResponse get(App.Builder app, String path) {
    try (var client = TestClient.of(app.build()).raiseServerErrors(false)) {
      return client.get(path);
    }
  }

  /// The failure that an application answers with 500.
  private static String failureOf(App.Builder app, String path) {
    var failures = new ArrayList<String>();
    get(app.onFailure((failure, request) -> failures.add(failure.getMessage())), path)
        .expectStatus(500);
    return failures.getLast();
  }

  @Test
  void middleware_that_returns_null_is_an_error_and_not_an_empty_answer() {
    assertThat(failureOf(shop().middleware((request, next) -> null), "/text"))
        .contains("middleware", "LayerMistakesTest", "returned null");
  }

  @Test
  void middleware_that_drops_the_response_is_an_error_after_which_dependencies_end() {
    var app =
        shop()
            .middleware((request, next) -> {
              next.handle(request);
              return null;
            });

    assertThat(failureOf(app, "/text")).contains("returned null");
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_hook_after_the_handler_that_returns_null_is_an_error() {
    assertThat(failureOf(shop().afterRequest((request, response) -> null), "/text"))
        .contains("hook after the handler returned null");
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_hook_before_the_handler_that_returns_null_is_an_error() {
    assertThat(failureOf(shop().beforeRequest((request, route) -> null), "/text"))
        .contains("hook before the handler returned null", "Optional.empty()");
    assertThat(opened).hasValue(0);
  }

  @Test
  void an_error_handler_that_returns_null_does_not_turn_a_failure_into_success() {
    var app = shop().onError(IllegalArgumentException.class, (failure, request) -> null);

    assertThat(get(app, "/broken").status().code()).isEqualTo(500);
  }

  @Test
  void an_observer_that_fails_with_an_error_changes_nothing() {
    var app =
        shop()
            .onFailure((failure, request) -> {
              throw new AssertionError("observer");
            });

    get(app, "/nowhere").expectStatus(404);
    get(app, "/broken").expectStatus(500);
  }

  @Test
  void a_response_that_middleware_kept_can_be_sent_again() {
    var kept = new ConcurrentHashMap<String, Response<?>>();
    var app =
        shop()
            .middleware((request, next) ->
                kept.computeIfAbsent(request.path(), path -> next.handle(request)))
            .build();
    try (var client = TestClient.of(app)) {
      for (var path : List.of("/text", "/stream")) {
        var first = client.get(path).expectStatus(200);
        var second = client.get(path).expectStatus(200);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(client.request(HttpMethod.HEAD, path).send().text()).isEmpty();
      }
    }
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void dependencies_end_where_middleware_returned_before_its_own_thread() throws Exception {
    var handled = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    var left = new AtomicReference<Thread>();
    var app =
        shop()
            .middleware((request, next) -> {
              left.set(Thread.ofVirtual().start(() -> next.handle(request)));
              handled.await();
              return Response.text("early");
            })
            .afterRequest((request, response) -> {
              handled.countDown();
              answered.await();
              return response;
            });

    assertThat(get(app, "/text").text()).isEqualTo("early");
    assertThat(closed).hasValue(0);
    answered.countDown();
    left.get().join();

    assertThat(closed).hasValue(1);
  }

  @Test
  void nothing_is_handled_once_the_middleware_has_returned() {
    var escaped = new AtomicReference<Next>();
    var app =
        shop()
            .get("/late", request -> Response.text(escaped.get().handle(request).toString()))
            .middleware((request, next) -> {
              if (request.path().equals("/text")) {
                escaped.set(next);
              }
              return next.handle(request);
            })
            .build();
    try (var client = TestClient.of(app).raiseServerErrors(false)) {
      client.get("/text").expectStatus(200);
      client.get("/late").expectStatus(500);
    }
    assertThat(opened).hasValue(1);
  }

  static final class Slow {
    @Get("/slow")
    String slow(Connection connection) {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      return "too late";
    }
  }

  @Test
  void what_is_done_after_the_time_limit_ends_as_a_failure() {
    var outcomes = new ArrayList<Outcome>();
    var app =
        Lodestar.app()
            .timeout(Duration.ofMillis(20))
            .provide(
                Provider.of(Connection.class, Connection::new)
                    .beforeResponse((connection, outcome) -> outcomes.add(outcome))
                    .onClose((connection, outcome) -> outcomes.add(outcome)))
            .routes(Slow.class);

    get(app, "/slow").expectStatus(503);

    assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Failure);
  }

  @Test
  void what_was_committed_in_time_is_answered_as_a_success() {
    var app =
        Lodestar.app()
            .timeout(Duration.ofMillis(100))
            .provide(
                Provider.of(Connection.class, Connection::new)
                    .beforeResponse((connection, outcome) -> {
                      while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                      }
                    }))
            .routes(Shop.class);

    // On a busy machine, the time may be over before anything is committed.
    var answer = get(app, "/text");
    for (var tries = 1; tries < 100 && answer.statusCode() == 503; tries++) {
      answer = get(app, "/text");
    }

    assertThat(answer.expectStatus(200).text()).isEqualTo("text");
  }

  @Test
  void a_time_limit_may_be_longer_than_the_clock_can_count() {
    var app = shop().timeout(Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(get(app, "/text").text()).isEqualTo("text");
  }

  @Test
  void a_background_task_that_is_null_is_refused_where_it_is_added() {
    var app = shop().routes(NullTask.class);

    assertThat(failureOf(app, "/task")).isEqualTo("task");
  }

  static final class NullTask {
    @Get("/task")
    void add(BackgroundTasks tasks) {
      tasks.add("nothing", null);
    }
  }

  record Ordered(Connection connection) implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }

    @Override
    public MiddlewareOrder order() {
      return MiddlewareOrder.asDeclared().outermost();
    }
  }

  @Test
  void an_order_that_nobody_could_ask_for_is_an_error_at_start() {
    var app =
        Lodestar.app()
            .provide(Provider.of(Connection.class).singleton())
            .middleware(Ordered.class)
            .get("/", request -> Response.text("home"))
            .get("/other", request -> Response.text("other"));

    assertThatThrownBy(app::build)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("1 problem was found")
        .hasMessageContaining("LayerMistakesTest.Ordered, middleware of application")
        .hasMessageContaining("[middleware-order]")
        .hasMessageContaining("It takes dependencies");
  }

  @Test
  void cleanups_and_error_handlers_may_wait_when_the_time_limit_has_passed() {
    var interrupted = new ArrayList<Boolean>();
    var app =
        Lodestar.app()
            .timeout(Duration.ofMillis(20))
            .provide(
                Provider.of(Connection.class, Connection::new)
                    .onClose((connection, outcome) ->
                        interrupted.add(Thread.currentThread().isInterrupted())))
            .onStatus(
                503,
                (failure, request) -> {
                  interrupted.add(Thread.currentThread().isInterrupted());
                  return Response.text("late").status(503);
                })
            .routes(Slow.class);

    assertThat(get(app, "/slow").expectStatus(503).text()).isEqualTo("late");
    assertThat(interrupted).containsExactly(false, false);
  }

  @Test
  void what_took_too_long_is_not_tried_again() {
    var app =
        Lodestar.app()
            .timeout(Duration.ofMillis(20))
            .provide(
                Connection.class,
                () -> {
                  opened.incrementAndGet();
                  return new Connection();
                })
            .middleware((request, next) -> {
              next.handle(request);
              return next.handle(request);
            })
            .routes(Slow.class);

    // On a busy machine, the time may be over before anything is tried.
    while (opened.get() == 0) {
      get(app, "/slow").expectStatus(503);
    }

    assertThat(opened).hasValue(1);
  }
}
