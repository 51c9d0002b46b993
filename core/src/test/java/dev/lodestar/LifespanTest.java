package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.Key;
import dev.lodestar.http.Response;
import dev.lodestar.lifecycle.Lifespan;
import dev.lodestar.lifecycle.State;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What an application acquires when it starts, and gives back when it stops.
class LifespanTest {
  private static final Key<String> POOL = Key.of("pool", String.class);

  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

  private Lifespan noting(String name) {
    return context -> {
      steps.add("start " + name);
      return () -> steps.add("close " + name);
    };
  }

  private static Lifespan failing(Exception failure) {
    return context -> {
      throw failure;
    };
  }

  private static Lifespan failingToClose(Exception failure) {
    return context ->
        () -> {
          throw failure;
        };
  }

  @Test
  void lifespans_start_in_order_and_close_in_reverse() {
    var app = Lodestar.app().lifespan(noting("a")).lifespan(noting("b")).build();

    try (var _ = app.open()) {
      assertThat(steps).containsExactly("start a", "start b");
    }

    assertThat(steps).containsExactly("start a", "start b", "close b", "close a");
  }

  @Test
  void building_and_answering_start_nothing() {
    var app =
        Lodestar.app().lifespan(noting("a")).get("/", request -> Response.text("answered")).build();

    var answered = app.handle(Requests.get("/"));

    assertThat(answered.status().code()).isEqualTo(200);
    assertThat(steps).isEmpty();
  }

  @Test
  void a_lifespan_gives_handlers_what_it_acquired() {
    class Pools {
      @Get("/pool")
      String pool(State state) {
        return state.require(POOL);
      }
    }
    var app =
        Lodestar.app()
            .routes(new Pools())
            .lifespan(context -> {
              context.state().put(POOL, "the pool");
              return () -> context.state().remove(POOL);
            })
            .build();

    try (var client = TestClient.of(app)) {
      assertThat(client.get("/pool").text()).isEqualTo("the pool");
    }

    assertThat(app.state().get(POOL)).isEmpty();
  }

  @Test
  void a_failure_to_start_closes_exactly_what_had_started() {
    var app =
        Lodestar.app()
            .lifespan(noting("a"))
            .onStop(context -> steps.add("stop a"))
            .lifespan("broken", failing(new IOException("no connection")))
            .lifespan(noting("c"))
            .onStop(context -> steps.add("stop c"))
            .build();

    assertThatThrownBy(app::open).isInstanceOf(LaunchException.class);

    assertThat(steps).containsExactly("start a", "stop a", "close a");
  }

  @Test
  void a_failure_to_start_names_the_lifespan_and_its_place() {
    var app = Lodestar.app().lifespan("broken", failing(new IOException("no connection"))).build();

    assertThatThrownBy(app::open)
        .isInstanceOf(LaunchException.class)
        .hasMessageMatching(
            "The application was not started, because the lifespan \"broken\""
                + " \\(LifespanTest.java:\\d+\\) failed: java.io.IOException: no connection")
        .hasRootCauseMessage("no connection");
  }

  @Test
  void failures_of_the_closing_are_added_to_the_failure_of_the_start() {
    var app =
        Lodestar.app()
            .lifespan(failingToClose(new IOException("stuck")))
            .lifespan(noting("b"))
            .lifespan(failing(new IOException("no connection")))
            .build();

    var failure = catchThrowableOfType(LaunchException.class, app::open);

    assertThat(failure.getCause().getSuppressed()).extracting("message").containsExactly("stuck");
    assertThat(steps).containsExactly("start b", "close b");
  }

  @Test
  void a_lifespan_that_returns_null_is_a_failure_to_start() {
    @SuppressWarnings("NullAway") // what a program without nullness checks may do
    Lifespan nothing = context -> null;
    var app = Lodestar.app().lifespan("nothing", nothing).build();

    assertThatThrownBy(app::open)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("It returned null, but it has to return what closes it.");
  }

  @Test
  void a_failure_to_close_is_logged_and_the_others_are_closed() {
    var app =
        Lodestar.app()
            .lifespan(noting("a"))
            .lifespan("stuck", failingToClose(new IOException("cannot")))
            .lifespan(noting("c"))
            .build();

    try (var log = CapturedLog.start()) {
      app.open().close();

      assertThat(log.text())
          .contains("lifespan_close_failed lifespan=the lifespan \"stuck\" (LifespanTest.java:")
          .contains("java.io.IOException: cannot");
    }
    assertThat(steps).containsExactly("start a", "start c", "close c", "close a");
  }

  @Test
  void whoever_closes_an_application_learns_that_something_failed() {
    var clean = Lodestar.app().lifespan(noting("a")).build();
    var stuck = Lodestar.app().lifespan(failingToClose(new IOException("cannot"))).build();

    assertThat(clean.open().close(Duration.ofSeconds(10))).isTrue();
    try (var log = CapturedLog.start()) {
      assertThat(stuck.open().close(Duration.ofSeconds(10))).isFalse();
      assertThat(log.text()).contains("lifespan_close_failed");
    }
  }

  @Test
  void hooks_run_in_their_place_among_the_lifespans() {
    var app =
        Lodestar.app()
            .onStart(context -> steps.add("first"))
            .lifespan(noting("a"))
            .onStart(context -> steps.add("then"))
            .onStop(context -> steps.add("stop"))
            .build();

    app.open().close();

    assertThat(steps).containsExactly("first", "start a", "then", "stop", "close a");
  }

  @Test
  void the_first_holder_starts_and_the_last_one_stops() {
    var app = Lodestar.app().lifespan(noting("a")).build();

    var one = app.open();
    var other = app.open();
    assertThat(steps).containsExactly("start a");
    one.close();
    one.close();
    assertThat(steps).containsExactly("start a");
    other.close();

    assertThat(steps).containsExactly("start a", "close a");
  }

  @Test
  void an_application_may_be_started_again() {
    var app = Lodestar.app().lifespan(noting("a")).build();

    app.open().close();
    app.open().close();

    assertThat(steps).containsExactly("start a", "close a", "start a", "close a");
  }

  @Test
  void an_application_that_failed_to_start_may_be_started_again() {
    var attempts = new AtomicReference<>(0);
    var app =
        Lodestar.app()
            .onStart(context -> {
              if (attempts.getAndUpdate(count -> count + 1) == 0) {
                throw new IOException("not yet");
              }
            })
            .lifespan(noting("a"))
            .build();

    assertThatThrownBy(app::open).isInstanceOf(LaunchException.class);
    app.open().close();

    assertThat(steps).containsExactly("start a", "close a");
  }

  @Test
  void a_lifespan_cannot_start_its_own_application() {
    var app = new AtomicReference<App>();
    app.set(Lodestar.app().lifespan(context -> app.get().open()).build());

    assertThatThrownBy(() -> app.get().open())
        .isInstanceOf(LaunchException.class)
        .cause()
        .hasMessageContaining("a lifespan must not start its own application");
  }

  @Test
  void a_test_client_opens_the_application_until_it_is_closed() {
    var app = Lodestar.app().lifespan(noting("a")).build();

    try (var client = TestClient.of(app)) {
      client.withEmptyCookies().get("/").expectStatus(404);
      assertThat(steps).containsExactly("start a");
    }

    assertThat(steps).containsExactly("start a", "close a");
  }

  @Test
  void a_test_client_of_an_application_that_cannot_start_is_refused() {
    var app = Lodestar.app().lifespan(failing(new IOException("no connection"))).build();

    assertThatThrownBy(() -> TestClient.of(app).start()).isInstanceOf(LaunchException.class);
  }

  @Test
  void the_state_has_what_the_builder_gave_it() {
    var app = Lodestar.app().state(POOL, "first").state(POOL, "second").build();

    assertThat(app.state().require(POOL)).isEqualTo("second");
  }

  @Test
  void two_applications_of_one_builder_have_their_own_state() {
    var builder = Lodestar.app().state(POOL, "given");
    var one = builder.build();
    var other = builder.build();

    one.state().put(POOL, "changed");

    assertThat(other.state().require(POOL)).isEqualTo("given");
  }

  @Test
  void request_attributes_and_state_never_meet() {
    var app =
        Lodestar.app()
            .state(POOL, "of the application")
            .get("/", request -> Response.text(request.attribute(POOL).orElse("nothing")))
            .build();

    assertThat(TestClient.of(app).get("/").text()).isEqualTo("nothing");
  }

  @Test
  void a_missing_value_of_the_state_is_explained() {
    var state = new State();
    state.put(Key.of("cache", Integer.class), 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> state.require(POOL))
        .withMessageStartingWith(
            "The state has no value for the key pool (String); it has cache (Integer).");
  }
}
