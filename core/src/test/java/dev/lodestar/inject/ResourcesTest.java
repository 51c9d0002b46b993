package dev.lodestar.inject;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.StreamBody;
import dev.lodestar.test.TestClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What happens to dependencies when they end.
class ResourcesTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  final class First implements AutoCloseable {
    @Override
    public void close() {
      log.add("first closed");
    }
  }

  final class Second implements AutoCloseable {
    @Override
    public void close() {
      log.add("second closed");
    }
  }

  record Session(String name) {}

  static final class TakesTwo {
    @Get("/two")
    String two(First first, Second second) {
      return "ok";
    }
  }

  static final class TakesFirst {
    @Get("/first")
    String first(First first) {
      return "ok";
    }
  }

  static final class TakesSession {
    @Get("/session")
    String session(Session session, String mode) {
      if (mode.equals("fail")) {
        throw HttpException.notFound("nothing");
      }
      return session.name();
    }

    @Get("/stream")
    StreamBody stream(Session session) {
      return output -> output.write(session.name().getBytes(StandardCharsets.UTF_8));
    }
  }

  static final class TakesLater {
    @Get("/lazy")
    String lazy(Supplier<First> first, Second second) {
      return "" + (first.get() != null);
    }

    @Get("/kept")
    String kept(Supplier<First> first) {
      KEPT.set(first);
      return "ok";
    }
  }

  private static final AtomicReference<Supplier<First>> KEPT = new AtomicReference<>();

  private App.Builder app() {
    return Lodestar.app()
        .routes(TakesTwo.class, TakesFirst.class, TakesLater.class)
        .provide(First.class, () -> logged(new First(), "first made"))
        .provide(Second.class, () -> logged(new Second(), "second made"));
  }

  private <T> T logged(T value, String line) {
    log.add(line);
    return value;
  }

  /// Closing the client waits for what happens after the responses.
  private int status(App.Builder app, String target) {
    try (var client =
        TestClient.of(app.build()).raiseServerErrors(false).ignoringFindings(UNDOCUMENTED_STATUS)) {
      return client.get(target).status().code();
    }
  }

  @Test
  void closeable_dependencies_are_closed_in_the_reverse_order_of_their_creation() {
    assertThat(status(app(), "/two")).isEqualTo(200);

    assertThat(log).containsExactly("first made", "second made", "second closed", "first closed");
  }

  @Test
  void what_was_made_is_closed_if_a_later_provider_fails() {
    var app =
        Lodestar.app()
            .routes(TakesTwo.class)
            .provide(First.class, () -> logged(new First(), "first made"))
            .provide(
                Second.class,
                () -> {
                  throw HttpException.forbidden("no");
                });

    assertThat(status(app, "/two")).isEqualTo(403);
    assertThat(log).containsExactly("first made", "first closed");
  }

  @Test
  void a_close_that_fails_keeps_no_other_from_closing() {
    var app =
        Lodestar.app()
            .routes(TakesTwo.class)
            .provide(First.class, First::new)
            .provide(
                Provider.of(Second.class, Second::new)
                    .onClose((second, outcome) -> {
                      log.add("second fails");
                      throw new IllegalStateException("second");
                    }));

    assertThat(status(app, "/two")).isEqualTo(200);
    assertThat(log).containsExactly("second fails", "first closed");
  }

  @Test
  void an_object_that_was_given_is_not_closed() {
    var app = Lodestar.app().routes(TakesFirst.class).provideInstance(First.class, new First());

    assertThat(status(app, "/first")).isEqualTo(200);
    assertThat(log).isEmpty();
  }

  private Resource<Session> session() {
    return Resource.of(new Session("s"))
        .beforeResponse(outcome -> log.add("before " + word(outcome)))
        .afterResponse(outcome -> log.add("after " + word(outcome)));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success(var status, var delivered) -> status.code() + " " + delivered;
      case Outcome.Failure(var cause) -> cause.getClass().getSimpleName();
      case Outcome.Stopped() -> "stopped";
    };
  }

  private App.Builder withSession() {
    return Lodestar.app()
        .routes(TakesSession.class)
        .provide(Provider.resource(Session.class, this::session));
  }

  @Test
  void a_resource_learns_of_success_before_and_after_the_response() {
    assertThat(status(withSession(), "/session?mode=ok")).isEqualTo(200);

    assertThat(log).containsExactly("before 200 false", "after 200 true");
  }

  @Test
  void a_resource_learns_what_the_handler_threw() {
    assertThat(status(withSession(), "/session?mode=fail")).isEqualTo(404);

    assertThat(log).containsExactly("before HttpException", "after HttpException");
  }

  @Test
  void a_resource_lives_until_a_streamed_body_has_been_sent() {
    var app =
        Lodestar.app()
            .routes(TakesSession.class)
            .provide(
                Provider.of(Session.class, () -> new Session("streamed"))
                    .onClose((session, outcome) -> log.add("after " + word(outcome))));

    try (var client = TestClient.of(app.build()).ignoringFindings(UNDOCUMENTED_STATUS)) {
      assertThat(client.get("/stream").text()).isEqualTo("streamed");
    }
    assertThat(log).containsExactly("after 200 true");
  }

  @Test
  void a_hook_before_the_response_that_throws_turns_it_into_an_error() {
    var app =
        Lodestar.app()
            .routes(TakesTwo.class)
            .provide(First.class, First::new)
            .provide(
                Provider.of(Second.class, Second::new)
                    .beforeResponse((second, outcome) -> {
                      throw HttpException.conflict("changed meanwhile");
                    }));

    assertThat(status(app, "/two")).isEqualTo(409);
    assertThat(log).containsExactly("second closed", "first closed");
  }

  @Test
  void hooks_that_have_not_run_learn_of_the_one_that_failed() {
    var app =
        Lodestar.app()
            .routes(TakesTwo.class)
            .provide(
                Provider.of(First.class, First::new)
                    .beforeResponse((first, outcome) -> log.add("first " + word(outcome))))
            .provide(
                Provider.of(Second.class, Second::new)
                    .beforeResponse((second, outcome) -> {
                      throw HttpException.conflict("changed meanwhile");
                    }));

    assertThat(status(app, "/two")).isEqualTo(409);
    assertThat(log).containsExactly("first HttpException", "second closed", "first closed");
  }

  @Test
  void what_is_made_when_asked_for_is_closed_too_the_latest_first() {
    assertThat(status(app(), "/lazy")).isEqualTo(200);

    assertThat(log).containsExactly("second made", "first made", "first closed", "second closed");
  }

  @Test
  void a_supplier_makes_nothing_after_the_request() {
    assertThat(status(app(), "/kept")).isEqualTo(200);

    assertThatThrownBy(() -> KEPT.get().get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The request is over");
    assertThat(log).isEmpty();
  }

  @Test
  void a_provider_that_returns_null_is_the_fault_of_the_server() {
    var app = Lodestar.app().routes(TakesFirst.class).provide(First.class, () -> null);

    assertThat(status(app, "/first")).isEqualTo(500);
  }
}
