package dev.lodestar;

import static dev.lodestar.Operating.answer;
import static dev.lodestar.Operating.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.coding.Compression;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Provider;
import dev.lodestar.inject.Provides;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.Place;
import dev.lodestar.operation.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What layers add to the plan of a route.
class OperationLayersTest {

  record Widget(String sku) {}

  record User(String name) {}

  static final class Handlers {
    @Provides
    static User user(@Header("Authorization") String token) throws FileNotFoundException {
      if (token.isEmpty()) {
        throw new FileNotFoundException();
      }
      return new User(token);
    }

    @Get("/widget")
    Widget widget() {
      return new Widget("a");
    }

    @Post("/widget")
    Widget create() {
      return new Widget("a");
    }

    @Get("/mine")
    Widget mine(User user) throws IOException {
      if (user.name().isEmpty()) {
        throw new IOException("Nobody.");
      }
      return new Widget(user.name());
    }
  }

  record Outer() implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }
  }

  record Inner() implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }
  }

  record Admins() implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) throws TimeoutException {
      if (route.method() == HttpMethod.PUT) {
        throw new TimeoutException();
      }
    }
  }

  static final class Keys {}

  record KeyGuard(Keys keys) implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) {}
  }

  private static OperationPlan of(UnaryOperator<App.Builder> layer, String path) {
    return plan(layer.apply(Lodestar.app()).routes(new Handlers()).build(), path);
  }

  private static List<Object> elements(OperationPlan plan, Place.Kind kind) {
    return plan.places().stream()
        .filter(place -> place.kind() == kind)
        .<Object>map(Place::element)
        .toList();
  }

  @Test
  void a_guard_may_forbid() {
    assertThat(of(app -> app.guard(new Admins()), "/widget").refusals())
        .contains(Refusal.FORBIDDEN)
        .doesNotContain(Refusal.UNAUTHENTICATED);
  }

  @Test
  void a_route_that_requires_security_may_ask_for_credentials() {
    assertThat(of(app -> app.security("bearer"), "/widget").refusals())
        .contains(Refusal.UNAUTHENTICATED);
  }

  @Test
  void a_time_limit_may_pass() {
    assertThat(of(app -> app.timeout(Duration.ofSeconds(1)), "/widget").refusals())
        .contains(Refusal.TOO_SLOW);
  }

  @Test
  void headers_and_cookies_of_layers_are_those_of_each_answer() {
    var plan =
        of(
            app -> app.header("X-Frame-Options", "DENY").cookie(SetCookie.of("theme", "dark")),
            "/widget");

    var answer = answer(plan, Status.OK);
    assertThat(answer.headers()).extracting(HeaderPlan::name).contains("X-Frame-Options");
    assertThat(answer.cookies()).extracting(SetCookie::name).containsExactly("theme");
  }

  @Test
  void computed_entity_tags_can_be_compared() {
    var plan = of(app -> app.entityTags(EntityTagPolicy.COMPUTED), "/widget");

    assertThat(answer(plan, Status.OK).headers()).extracting(HeaderPlan::name).contains("ETag");
    assertThat(plan.answers())
        .extracting(AnswerPlan::status)
        .contains(Optional.of(Status.NOT_MODIFIED))
        .doesNotContain(Optional.of(Status.PARTIAL_CONTENT));
    assertThat(plan.refusals()).contains(Refusal.PRECONDITION_FAILED);
  }

  @Test
  void compression_depends_on_what_the_client_accepts() {
    var plan = of(app -> app.middleware(Compression.standard()), "/widget");

    assertThat(answer(plan, Status.OK).headers())
        .extracting(HeaderPlan::name)
        .contains("Vary", "Content-Encoding");
  }

  @Test
  void a_hook_may_answer_anything() {
    assertThat(of(app -> app.beforeRequest((request, route) -> Optional.empty()), "/widget").open())
        .isTrue();
    assertThat(of(app -> app.afterRequest((request, response) -> response), "/widget").open())
        .isTrue();
    assertThat(of(app -> app, "/widget").open()).isFalse();
  }

  @Test
  void a_hook_after_the_handler_leaves_what_the_handler_answers() {
    var plan = of(app -> app.afterRequest((request, response) -> response), "/widget");

    assertThat(answer(plan, Status.OK).contents()).hasSize(2);
  }

  @Test
  void an_error_handler_answers_in_place_of_a_problem() {
    var plan =
        of(
            app ->
                app.onStatus(404, (failure, request) -> Response.text("gone"))
                    .onError(IOException.class, (failure, request) -> Response.text("broken")),
            "/widget");

    assertThat(plan.errors().handlerOf(HttpException.class, Status.NOT_FOUND)).isPresent();
    assertThat(plan.errors().handlerOf(HttpException.class, Status.BAD_REQUEST)).isEmpty();
    assertThat(plan.errors().handlerOf(FileNotFoundException.class, Status.INTERNAL_SERVER_ERROR))
        .isPresent();
  }

  @Test
  void middleware_is_told_from_the_outside() {
    var plan = of(app -> app.middleware(new Outer(), new Inner()), "/widget");

    assertThat(elements(plan, Place.Kind.MIDDLEWARE)).containsExactly(Outer.class, Inner.class);
  }

  @Test
  void a_guard_that_is_made_later_is_told_by_its_own_class() {
    var plan =
        of(
            app -> app.provide(Provider.of(Keys.class).singleton()).guard(KeyGuard.class),
            "/widget");

    assertThat(elements(plan, Place.Kind.GUARD)).containsExactly(KeyGuard.class);
  }

  @Test
  void handler_controller_and_providers_are_told() throws NoSuchMethodException {
    var plan = of(app -> app, "/mine");

    assertThat(elements(plan, Place.Kind.HANDLER))
        .containsExactly(Handlers.class.getDeclaredMethod("mine", User.class));
    assertThat(elements(plan, Place.Kind.CONTROLLER)).containsExactly(Handlers.class);
    assertThat(elements(plan, Place.Kind.PROVIDER))
        .containsExactly(Handlers.class.getDeclaredMethod("user", String.class));
  }

  @Test
  void what_a_guard_declares_to_throw_is_told() {
    assertThat(elements(of(app -> app.guard(new Admins()), "/widget"), Place.Kind.EXCEPTION))
        .containsExactly(TimeoutException.class);
  }

  @Test
  void a_function_as_a_guard_declares_nothing() {
    assertThat(
            elements(of(app -> app.guard((request, route) -> {}), "/widget"), Place.Kind.EXCEPTION))
        .isEmpty();
  }

  @Test
  void what_says_something_of_the_content_is_left_out_where_it_has_not_changed() {
    var plan =
        of(
            app ->
                app.entityTags(EntityTagPolicy.COMPUTED)
                    .header("Content-Language", "en")
                    .header("X-Frame-Options", "DENY"),
            "/widget");

    assertThat(answer(plan, Status.NOT_MODIFIED).headers())
        .extracting(HeaderPlan::name)
        .contains("X-Frame-Options", "ETag")
        .doesNotContain("Content-Language");
  }

  @Test
  void what_handler_and_providers_declare_to_throw_is_told() {
    assertThat(elements(of(app -> app, "/mine"), Place.Kind.EXCEPTION))
        .containsExactly(IOException.class, FileNotFoundException.class);
  }
}
