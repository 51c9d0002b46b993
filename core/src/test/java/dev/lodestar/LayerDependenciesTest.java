package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.event.Events;
import dev.lodestar.event.Phase;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.inject.Provider;
import dev.lodestar.inject.RequestScoped;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.lifecycle.State;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Where layers and dependencies meet: parameters of layers, guards and middleware with
/// constructors, providers of handlers.
class LayerDependenciesTest {
  record Keys(String accepted) {}

  record Tenancy(@Header("X-Tenant") @Pattern(regexp = "[a-z]+") String tenant) {}

  static final class Things {
    @Get("/plain")
    String plain(int number) {
      return "number " + number;
    }
  }

  static final class Tenants {
    @Get("/tenant")
    String tenant(Tenancy tenancy) {
      return tenancy.tenant();
    }
  }

  private static TestResponse get(App app, String target, String... headers) {
    try (var client =
        TestClient.of(app).ignoringFindings(UNDOCUMENTED_STATUS, UNDOCUMENTED_HEADER)) {
      var request = client.request(HttpMethod.GET, target);
      for (var i = 0; i < headers.length; i += 2) {
        request = request.header(headers[i], headers[i + 1]);
      }
      return request.send();
    }
  }

  @Nested
  class Parameters {
    private final App app =
        Lodestar.app()
            .routes(Router.at("/a").parameters(Tenancy.class).routes(Things.class, Tenants.class))
            .routes(
                Router.at("/f")
                    .parameters(Tenancy.class)
                    .get("/{id}", request -> Response.text(request.pathParameter("id"))))
            .build();

    @Test
    void are_given_to_handlers_that_take_them() {
      assertThat(get(app, "/a/tenant", "X-Tenant", "blue").text()).isEqualTo("blue");
    }

    @Test
    void are_required_of_handlers_that_do_not_take_them_in_the_same_answer_as_all_else() {
      var refused = get(app, "/a/plain?number=x");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.text()).contains("X-Tenant").contains("\"name\":\"number\"");
    }

    @Test
    void are_checked_against_their_constraints() {
      assertThat(get(app, "/a/plain?number=1", "X-Tenant", "BLUE").text())
          .contains("\"code\":\"Pattern\"");
      assertThat(get(app, "/a/plain?number=1", "X-Tenant", "blue").text()).isEqualTo("number 1");
    }

    @Test
    void are_required_of_functions_too() {
      assertThat(get(app, "/f/7").statusCode()).isEqualTo(400);
      assertThat(get(app, "/f/7", "X-Tenant", "blue").text()).isEqualTo("7");
    }
  }

  static final class KeyGuard implements Guard {
    private final Keys keys;

    KeyGuard(Keys keys) {
      this.keys = keys;
    }

    @Override
    public void check(Request request, RouteMetadata route) {
      if (!request.headers().first("X-Key", "").equals(keys.accepted())) {
        throw HttpException.unauthorized("Key", "Send X-Key.");
      }
    }
  }

  static final class KeyStamp implements Middleware {
    private final Keys keys;

    KeyStamp(Keys keys) {
      this.keys = keys;
    }

    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request).header("X-Stamp", keys.accepted());
    }
  }

  private static App.Builder withKeys() {
    return Lodestar.app().provide(Provider.of(Keys.class, () -> new Keys("k")).singleton());
  }

  @Test
  void guards_of_a_class_take_singletons() {
    var app = withKeys().guard(KeyGuard.class).routes(Things.class).build();

    assertThat(get(app, "/plain?number=1").statusCode()).isEqualTo(401);
    assertThat(get(app, "/plain?number=1", "X-Key", "k").statusCode()).isEqualTo(200);
  }

  @Test
  void middleware_of_a_class_takes_singletons_and_can_be_left_out() {
    var app =
        withKeys()
            .middleware(KeyStamp.class)
            .routes(
                Router.at("/a").routes(Things.class),
                Router.at("/b").withoutMiddleware(KeyStamp.class).routes(Things.class))
            .build();

    assertThat(get(app, "/a/plain?number=1").header("X-Stamp")).contains("k");
    assertThat(get(app, "/b/plain?number=1").header("X-Stamp")).isEmpty();
    assertThat(get(app, "/nowhere").header("X-Stamp")).contains("k");
  }

  @Test
  void a_guard_that_takes_what_nobody_provides_is_a_problem_at_start() {
    var app = Lodestar.app().guard(KeyGuard.class).routes(Things.class);

    assertThatThrownBy(app::build)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("[provider-missing]")
        .hasMessageContaining("Keys");
  }

  @RequestScoped
  static final class GuardOfRequest implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) {}
  }

  @RequestScoped
  static final class MiddlewareOfRequest implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }
  }

  @Test
  void a_guard_and_a_middleware_that_are_made_for_each_request_are_problems_at_start() {
    var app =
        Lodestar.app()
            .guard(GuardOfRequest.class)
            .middleware(MiddlewareOfRequest.class)
            .routes(Things.class);

    assertThatThrownBy(app::build)
        .isInstanceOfSatisfying(
            StartupException.class,
            failure ->
                assertThat(failure.problems())
                    .allSatisfy(problem -> {
                      assertThat(problem.code()).isEqualTo("component-scope");
                      assertThat(problem.location()).isPresent();
                    })
                    .extracting(problem -> problem.subject())
                    .containsExactlyInAnyOrder(
                        "LayerDependenciesTest.GuardOfRequest, a guard of application",
                        "LayerDependenciesTest.MiddlewareOfRequest, middleware of application"));
  }

  @ConfiguredBy(Greeting.Rule.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Greeting {
    String value();

    final class Rule implements ConfiguredBy.Configurer<Greeting> {
      @Override
      public void configure(Greeting annotation, AnnotatedLayer layer) {
        layer.provideInstance(Keys.class, new Keys(annotation.value()));
      }
    }
  }

  static final class Greeter {
    @Get("/outer")
    String outer(Keys keys) {
      return keys.accepted();
    }

    @Get("/own")
    @Greeting("own")
    String own(Keys keys) {
      return keys.accepted();
    }
  }

  @Test
  void providers_of_the_handler_itself_are_the_nearest() {
    var app = withKeys().routes(Greeter.class).build();

    assertThat(get(app, "/outer").text()).isEqualTo("k");
    assertThat(get(app, "/own").text()).isEqualTo("own");
  }

  static final class Closed implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) {
      throw HttpException.forbidden("Closed.");
    }
  }

  @Guarded(Closed.class)
  @Path("/closed")
  static final class ClosedThings {
    @Get("/thing")
    static String thing() {
      return "thing";
    }
  }

  @Test
  void a_method_reference_keeps_the_guards_of_its_class_but_not_its_path() {
    var app = Lodestar.app().route(ClosedThings::thing).build();

    assertThat(get(app, "/thing").statusCode()).isEqualTo(403);
  }

  record Announcer(State state, Events events) {}

  static final class Announcing {
    private static final Key<String> NAME = Key.of("name", String.class);
    private final Announcer announcer;

    Announcing(Announcer announcer) {
      this.announcer = announcer;
    }

    @Get("/name")
    String name() {
      announcer.events().publish("asked");
      return announcer.state().require(NAME);
    }
  }

  @Test
  void singletons_take_the_state_and_the_events_of_the_application() {
    var heard = new ArrayList<String>();
    var app =
        Lodestar.app()
            .state(Announcing.NAME, "Ann")
            .on(String.class, Phase.SYNCHRONOUS, heard::add)
            .provide(Provider.of(Announcer.class).singleton())
            .routes(Announcing.class)
            .build();

    assertThat(get(app, "/name").text()).isEqualTo("Ann");
    assertThat(heard).containsExactly("asked");
  }
}
