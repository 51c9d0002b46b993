package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.INVALID_CONTENT;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.CacheControl;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The settings of the layers around a handler, seen from a client.
class LayersTest {
  private static final Key<String> ROLE = Key.of("role", String.class);

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  private static Caller call(App app) {
    return call(app, true);
  }

  private static Caller call(App app, boolean raise) {
    // Layers answer here with what nobody has declared.
    return new Caller(
        TestClient.of(app)
            .raiseServerErrors(raise)
            .ignoringFindings(UNDOCUMENTED_STATUS, UNDOCUMENTED_HEADER, INVALID_CONTENT));
  }

  /// Says in a line what is sent.
  record Caller(TestClient client) {
    Answer get(String target) {
      return send("GET", target);
    }

    Answer send(String method, String target, String... headers) {
      var request = client.request(HttpMethod.of(method), target);
      for (var i = 0; i < headers.length; i += 2) {
        request = request.header(headers[i], headers[i + 1]);
      }
      return new Answer(request.send());
    }
  }

  /// Says in a line what is expected.
  record Answer(TestResponse response) {
    Answer assertStatus(int status) {
      response.expectStatus(status);
      return this;
    }

    Answer assertHeader(String name, String value) {
      assertThat(headers(name)).containsExactly(value);
      return this;
    }

    Answer assertText(String text) {
      assertThat(text()).isEqualTo(text);
      return this;
    }

    Answer assertContains(String text) {
      assertThat(text()).contains(text);
      return this;
    }

    Optional<String> header(String name) {
      return response.header(name);
    }

    List<String> headers(String name) {
      return response.headers().all(name);
    }

    String text() {
      return response.text();
    }
  }

  private Guard noting(String name) {
    return (request, route) -> events.add(name);
  }

  private Middleware around(String name) {
    return (request, next) -> {
      events.add(name + " in");
      var response = next.handle(request);
      events.add(name + " out");
      return response;
    };
  }

  static final class Widgets {
    @Get("/widgets/{sku}")
    String get(String sku) {
      return sku;
    }

    @Post("/widgets")
    String create(@Body List<Integer> amounts) {
      return "created " + amounts;
    }
  }

  @Nested
  class Guards {
    @Test
    void run_from_the_outermost_layer_to_the_innermost() {
      var router = Router.at("/a").guard(noting("router")).routes(Widgets.class);
      var app = Lodestar.app().guard(noting("application")).routes(router).build();

      call(app).get("/a/widgets/x").assertStatus(200);

      assertThat(events).containsExactly("application", "router");
    }

    @Test
    void refuse_before_the_body_is_read() {
      var app =
          Lodestar.app()
              .guard((request, route) -> {
                throw HttpException.unauthorized("Bearer", "Say who you are.");
              })
              .routes(Widgets.class)
              .build();

      var refused = call(app).send("POST", "/widgets");

      refused.assertStatus(401).assertHeader("WWW-Authenticate", "Bearer");
    }

    @Test
    void do_not_run_for_automatic_options() {
      var app = Lodestar.app().guard(noting("application")).routes(Widgets.class).build();

      call(app).send("OPTIONS", "/widgets").assertStatus(204);

      assertThat(events).isEmpty();
    }

    @Test
    void read_path_parameters_and_metadata_of_the_route() {
      var app =
          Lodestar.app()
              .metadata(ROLE, "everybody")
              .routes(
                  Router.at("/a")
                      .metadata(ROLE, "admin")
                      .guard((request, route) ->
                          events.add(
                              route.get(ROLE).orElseThrow()
                                  + " "
                                  + route.path()
                                  + " "
                                  + request.pathParameter("sku")))
                      .routes(Widgets.class))
              .build();

      call(app).get("/a/widgets/x").assertStatus(200);

      assertThat(events).containsExactly("admin /a/widgets/{sku} x");
    }
  }

  @Nested
  class MiddlewareOfLayers {
    @Test
    void surrounds_from_the_outermost_layer_to_the_innermost() {
      var router = Router.at("/a").middleware(around("router")).routes(Widgets.class);
      var app = Lodestar.app().middleware(around("application")).routes(router).build();

      call(app).get("/a/widgets/x").assertStatus(200);

      assertThat(events)
          .containsExactly("application in", "router in", "router out", "application out");
    }

    @Test
    void of_the_application_sees_requests_without_a_route() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> next.handle(request).header("X-Seen", "yes"))
              .routes(Widgets.class)
              .build();
      var client = call(app);

      client.get("/nowhere").assertStatus(404).assertHeader("X-Seen", "yes");
      client.get("/widgets").assertStatus(405).assertHeader("X-Seen", "yes");
      client.send("OPTIONS", "/widgets").assertStatus(204).assertHeader("X-Seen", "yes");
    }

    @Test
    void sees_failures_as_responses() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> {
                var response = next.handle(request);
                events.add(response.status().orElseThrow().code() + " " + response.failure());
                return response;
              })
              .get(
                  "/",
                  request -> {
                    throw HttpException.conflict("Taken.");
                  })
              .build();

      call(app).get("/").assertStatus(409);

      assertThat(events).containsExactly("409 Optional.empty");
    }

    @Test
    void may_answer_itself() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> Response.text("closed").status(503))
              .routes(Widgets.class)
              .build();

      call(app).get("/widgets/x").assertStatus(503).assertText("closed");
    }

    @Test
    void may_replace_the_entity_by_a_value() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> next.handle(request).withEntity("other"))
              .get("/", request -> Response.text("one"))
              .build();

      call(app).get("/").assertText("other");
    }

    @Test
    void keeps_the_length_for_head() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> next.handle(request).header("X-Seen", "yes"))
              .get("/", request -> Response.text("four"))
              .build();

      call(app).send("HEAD", "/").assertHeader("Content-Length", "4").assertHeader("X-Seen", "yes");
    }

    @Test
    void that_throws_is_answered_around_it() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> next.handle(request).header("X-Outer", "yes"))
              .routes(
                  Router.at("/")
                      .middleware((request, next) -> {
                        throw HttpException.forbidden("Not here.");
                      })
                      .routes(Widgets.class))
              .build();

      call(app).get("/widgets/x").assertStatus(403).assertHeader("X-Outer", "yes");
    }

    @Test
    void is_left_out_by_its_class() {
      var app =
          Lodestar.app()
              .middleware(new Stamp())
              .routes(
                  Router.at("/a").routes(Widgets.class),
                  Router.at("/b").withoutMiddleware(Stamp.class).routes(Widgets.class))
              .build();
      var client = call(app);

      client.get("/a/widgets/x").assertHeader("X-Stamp", "yes");
      assertThat(client.get("/b/widgets/x").header("X-Stamp")).isEmpty();
    }

    @Test
    void stands_where_its_order_says() {
      var app =
          Lodestar.app()
              .middleware(around("first"))
              .routes(Router.at("/").middleware(new Outermost(events)).routes(Widgets.class))
              .build();

      call(app).get("/widgets/x").assertStatus(200);

      assertThat(events).containsExactly("outermost", "first in", "first out");
    }

    @Test
    void with_contradicting_orders_is_a_problem_at_start() {
      var app = Lodestar.app().middleware(new North(), new South()).routes(Widgets.class);

      assertThatThrownBy(app::build)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("[middleware-order]")
          .satisfies(refused ->
              assertThat(((StartupException) refused).problems())
                  .singleElement()
                  .satisfies(problem -> {
                    assertThat(problem.subject())
                        .isEqualTo("LayersTest.North, middleware of application");
                    assertThat(problem.location().orElseThrow()).startsWith("LayersTest.java:");
                    assertThat(problem.what())
                        .isEqualTo(
                            "It cannot be put into an order: LayersTest.North has to stand outside"
                                + " of LayersTest.South, and LayersTest.South outside of"
                                + " LayersTest.North.");
                  }));
    }

    @Test
    void whose_order_fails_is_a_problem_at_start() {
      var app = Lodestar.app().middleware(new Lost()).routes(Widgets.class);

      assertThatThrownBy(app::build)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("1 problem was found")
          .hasMessageContaining("LayersTest.Lost, middleware of application  [middleware-order]")
          .hasMessageContaining("Its method order() failed with");
    }

    @Test
    void whose_constructor_fails_is_reported_with_the_layer_that_names_it() {
      var router = Router.at("/a").middleware(Unmade.class).routes(Widgets.class);
      var app = Lodestar.app().routes(router);

      assertThatThrownBy(app::build)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining(
              "LayersTest.Unmade, middleware of Router.at(\"/a\")  [controller-instance]");
    }
  }

  static final class Stamp implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request).header("X-Stamp", "yes");
    }
  }

  record Outermost(List<String> events) implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      events.add("outermost");
      return next.handle(request);
    }

    @Override
    public dev.lodestar.layer.MiddlewareOrder order() {
      return dev.lodestar.layer.MiddlewareOrder.asDeclared().outermost();
    }
  }

  static final class North implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }

    @Override
    public dev.lodestar.layer.MiddlewareOrder order() {
      return dev.lodestar.layer.MiddlewareOrder.asDeclared().outsideOf(South.class);
    }
  }

  static final class Unmade implements Middleware {
    Unmade() {
      throw new IllegalStateException("Not made.");
    }

    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }
  }

  static final class Lost implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }

    @Override
    public dev.lodestar.layer.MiddlewareOrder order() {
      throw new IllegalStateException("Lost.");
    }
  }

  static final class South implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) {
      return next.handle(request);
    }

    @Override
    public dev.lodestar.layer.MiddlewareOrder order() {
      return dev.lodestar.layer.MiddlewareOrder.asDeclared().outsideOf(North.class);
    }
  }

  @Nested
  class Hooks {
    @Test
    void before_the_handler_may_answer_with_anything() {
      var app =
          Lodestar.app()
              .beforeRequest((request, route) -> Optional.of(Response.of("")))
              .routes(Widgets.class)
              .build();

      call(app).get("/widgets/x").assertStatus(200).assertText("");
    }

    @Test
    void before_the_handler_answer_with_whatever_is_there() {
      for (var value : List.<Object>of("", 0, false, List.of(), Map.of())) {
        var app =
            Lodestar.app()
                .beforeRequest((request, route) -> Optional.of(Response.json(value)))
                .get("/", request -> Response.text("the handler"))
                .build();

        assertThat(call(app).get("/").text()).isNotEqualTo("the handler");
      }
    }

    @Test
    void before_the_handler_may_answer_with_nothing_at_all() {
      var app =
          Lodestar.app()
              .beforeRequest((request, route) -> Optional.of(Response.empty()))
              .get("/", request -> Response.text("the handler"))
              .build();

      call(app).get("/").assertText("");
    }

    @Test
    void after_the_handler_see_what_a_hook_before_it_answers() {
      var app =
          Lodestar.app()
              .beforeRequest((request, route) -> Optional.of(Response.text("early")))
              .afterRequest((request, response) ->
                  response.header("X-Seen", String.valueOf(response.entity().orElseThrow())))
              .routes(Widgets.class)
              .build();

      call(app).get("/widgets/x").assertText("early").assertHeader("X-Seen", "early");
    }

    @Test
    void of_every_kind_can_be_switched_off_further_inside() {
      var app =
          Lodestar.app()
              .beforeRequest((request, route) -> {
                events.add("before");
                return Optional.empty();
              })
              .afterRequest((request, response) -> {
                events.add("after");
                return response;
              })
              .afterResponse((request, status) -> events.add("sent"))
              .routes(
                  Router.at("/on").routes(Widgets.class),
                  Router.at("/off")
                      .withoutBeforeRequest()
                      .withoutAfterRequest()
                      .withoutAfterResponse()
                      .routes(Widgets.class))
              .build();

      call(app).get("/off/widgets/x").assertStatus(200);
      assertThat(events).isEmpty();

      call(app).get("/on/widgets/x").assertStatus(200);
      assertThat(events).containsExactly("before", "after", "sent");
    }

    @Test
    void of_the_nearest_layer_replace_those_around() {
      var app =
          Lodestar.app()
              .beforeRequest((request, route) -> {
                events.add("application");
                return Optional.empty();
              })
              .routes(
                  Router.at("/a")
                      .beforeRequest((request, route) -> {
                        events.add("router");
                        return Optional.empty();
                      })
                      .routes(Widgets.class),
                  Router.at("/b").withoutBeforeRequest().routes(Widgets.class))
              .build();

      call(app).get("/a/widgets/x").assertStatus(200);
      call(app).get("/b/widgets/x").assertStatus(200);

      assertThat(events).containsExactly("router");
    }

    @Test
    void after_the_handler_see_its_value_and_may_replace_it() {
      record Envelope(Object data) {}
      var app =
          Lodestar.app()
              .afterRequest((request, response) ->
                  response.withEntity(new Envelope(response.entity().orElseThrow())))
              .routes(
                  new Object() {
                    @Get("/numbers")
                    List<Integer> numbers() {
                      return List.of(1, 2);
                    }
                  })
              .build();

      call(app).get("/numbers").assertText("{\"data\":[1,2]}");
    }

    @Test
    void after_the_handler_do_not_see_errors() {
      var app =
          Lodestar.app()
              .afterRequest((request, response) -> response.header("X-After", "yes"))
              .routes(Widgets.class)
              .get(
                  "/",
                  request -> {
                    throw HttpException.conflict("Taken.");
                  })
              .build();

      assertThat(call(app).get("/").header("X-After")).isEmpty();
      call(app).get("/widgets/x").assertHeader("X-After", "yes");
    }

    @Test
    void after_the_response_run_for_errors_too() {
      var app =
          Lodestar.app()
              .afterResponse((request, status) -> events.add(request.path() + " " + status.code()))
              .routes(Widgets.class)
              .build();
      var client = call(app);

      client.get("/widgets/x").assertStatus(200);
      client.send("POST", "/widgets").assertStatus(400);

      assertThat(events).containsExactly("/widgets/x 200", "/widgets 400");
    }
  }

  static class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static final class SharpConflict extends Conflict {
    private static final long serialVersionUID = 1;
  }

  @Nested
  class ErrorHandlers {
    private App.Builder failing(Router router) {
      return Lodestar.app()
          .routes(
              router.get(
                  "/",
                  request -> {
                    throw new SharpConflict();
                  }));
    }

    @Test
    void of_the_closest_class_win_within_a_layer() {
      var app =
          failing(
                  Router.at("/")
                      .onError(RuntimeException.class, (failure, request) -> Response.text("far"))
                      .onError(Conflict.class, (failure, request) -> Response.text("near"))
                      .onStatus(500, (failure, request) -> Response.text("status")))
              .build();

      call(app).get("/").assertText("near");
    }

    @Test
    void of_the_nearest_layer_win_over_closer_classes_and_statuses_further_out() {
      var app =
          failing(
                  Router.at("/")
                      .onError(Exception.class, (failure, request) -> Response.text("router")))
              .onStatus(500, (failure, request) -> Response.text("status"))
              .onError(SharpConflict.class, (failure, request) -> Response.text("application"))
              .build();

      call(app).get("/").assertText("router");
    }

    @Test
    void of_the_application_answer_where_there_is_no_route() {
      var app =
          Lodestar.app()
              .onStatus(404, (failure, request) -> Response.text("lost").status(404))
              .routes(Widgets.class)
              .build();

      call(app).get("/nowhere").assertStatus(404).assertText("lost");
    }

    @Test
    void that_fail_are_a_500() {
      var app =
          failing(Router.at("/"))
              .onError(
                  Conflict.class,
                  (failure, request) -> {
                    throw new IllegalStateException("secret");
                  })
              .build();

      var answer = call(app, false).get("/").assertStatus(500);

      assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void leave_the_failure_to_observers_exactly_once() {
      var app =
          failing(Router.at("/").middleware(around("router")))
              .onError(Conflict.class, (failure, request) -> Response.text("handled"))
              .onFailure((failure, request) -> events.add(failure.getClass().getSimpleName()))
              .build();

      call(app).get("/").assertText("handled");

      assertThat(events).containsExactly("router in", "SharpConflict", "router out");
    }
  }

  @Nested
  class Observers {
    private final App app =
        Lodestar.app()
            .onFailure((failure, request) ->
                events.add(request.path() + " " + failure.getClass().getSimpleName()))
            .middleware(around("outer"), around("inner"))
            .routes(
                Router.at("/guarded")
                    .guard((request, route) -> {
                      throw HttpException.forbidden("Closed.");
                    })
                    .routes(Widgets.class),
                Router.at("/surrounded")
                    .middleware((request, next) -> {
                      var _ = next.handle(request);
                      throw new SharpConflict();
                    })
                    .routes(Widgets.class),
                Widgets.class)
            .build();

    private List<String> seenAfter(String method, String path) {
      events.clear();
      call(app, false).send(method, path);
      return events.stream().filter(event -> event.startsWith("/")).toList();
    }

    @Test
    void see_every_failure_once_wherever_it_happens() {
      assertThat(seenAfter("GET", "/nowhere")).containsExactly("/nowhere HttpException");
      assertThat(seenAfter("GET", "/widgets")).containsExactly("/widgets HttpException");
      assertThat(seenAfter("POST", "/widgets")).containsExactly("/widgets HttpException");
      assertThat(seenAfter("GET", "/guarded/widgets/x"))
          .containsExactly("/guarded/widgets/x HttpException");
      assertThat(seenAfter("GET", "/surrounded/widgets/x"))
          .containsExactly("/surrounded/widgets/x SharpConflict");
    }

    @Test
    void that_fail_change_nothing_not_even_with_an_error() {
      var failing =
          Lodestar.app()
              .onFailure((failure, request) -> {
                throw new AssertionError("secret");
              })
              .onFailure((failure, request) -> events.add("second"))
              .routes(Widgets.class)
              .build();

      call(failing).get("/nowhere").assertStatus(404);

      assertThat(events).containsExactly("second");
    }
  }

  @Nested
  class HeadersAndCookies {
    @Test
    void of_the_nearest_layer_win_whatever_their_case() {
      var app =
          Lodestar.app()
              .header("X-Layer", "application")
              .routes(Router.at("/a").header("x-layer", "router").routes(Widgets.class))
              .build();

      assertThat(call(app).get("/a/widgets/x").headers("X-Layer")).containsExactly("router");
    }

    @Test
    void of_the_response_win_over_those_of_layers() {
      var app =
          Lodestar.app()
              .cacheControl(CacheControl.noStore())
              .get("/", request -> Response.text("").header("cache-control", "private"))
              .build();

      assertThat(call(app).get("/").headers("Cache-Control")).containsExactly("private");
    }

    @Test
    void can_be_left_out_further_inside() {
      var app =
          Lodestar.app()
              .header("X-Layer", "application")
              .routes(Router.at("/a").withoutHeader("x-layer").routes(Widgets.class))
              .build();

      assertThat(call(app).get("/a/widgets/x").header("X-Layer")).isEmpty();
    }

    @Test
    void are_not_added_to_errors() {
      var app = Lodestar.app().header("X-Layer", "yes").routes(Widgets.class).build();

      assertThat(call(app).send("POST", "/widgets").header("X-Layer")).isEmpty();
    }

    @Test
    void of_cookies_with_the_same_identity_are_sent_once() {
      var app =
          Lodestar.app()
              .cookie(SetCookie.of("theme", "light"))
              .cookie(SetCookie.of("theme", "light").path("/a"))
              .get("/", request -> Response.text("").cookie(SetCookie.of("theme", "dark")))
              .build();

      assertThat(call(app).get("/").headers("Set-Cookie"))
          .hasSize(2)
          .anyMatch(line -> line.startsWith("theme=dark"))
          .anyMatch(line -> line.contains("Path=/a"));
    }
  }

  @Nested
  class EntityTags {
    @Test
    void are_computed_and_answered_with_304() {
      var app = Lodestar.app().entityTags(EntityTagPolicy.COMPUTED).routes(Widgets.class).build();
      var client = call(app);

      var tag = client.get("/widgets/x").header("ETag").orElseThrow();
      var again = client.send("GET", "/widgets/x", "If-None-Match", "W/" + tag);

      again.assertStatus(304).assertHeader("ETag", tag).assertText("");
      client.get("/widgets/y").assertStatus(200);
    }

    @Test
    void of_a_handler_are_kept_and_compared() {
      var app =
          Lodestar.app()
              .entityTags(EntityTagPolicy.COMPUTED)
              .header("ETag", "\"layer\"")
              .get("/", request -> Response.text("").header("etag", "\"own\""))
              .build();

      assertThat(call(app).get("/").headers("ETag")).containsExactly("\"own\"");
      call(app).send("GET", "/", "If-None-Match", "\"own\"").assertStatus(304);
    }
  }

  @Nested
  class Time {
    @Test
    void that_passes_is_a_503_and_interrupts_the_handler() {
      var app =
          Lodestar.app()
              .timeout(Duration.ofMillis(50))
              .get(
                  "/",
                  request -> {
                    Thread.sleep(10_000);
                    return Response.text("late");
                  })
              .build();

      call(app).get("/").assertStatus(503);
    }

    @Test
    void that_passes_is_one_failure_which_middleware_sees_as_503() {
      var app =
          Lodestar.app()
              .onFailure(
                  (failure, request) -> events.add(failure.getMessage() + " " + failure.getCause()))
              .middleware((request, next) -> next.handle(request).header("X-Seen", "yes"))
              .timeout(Duration.ofMillis(50))
              .get(
                  "/",
                  request -> {
                    Thread.sleep(10_000);
                    return Response.text("late");
                  })
              .build();

      call(app).get("/").assertStatus(503).assertHeader("X-Seen", "yes");

      assertThat(events).singleElement().asString().contains("50 ms", "InterruptedException");
    }

    @Test
    void that_passes_counts_also_for_a_handler_that_returns_nevertheless() {
      var app =
          Lodestar.app()
              .onFailure((failure, request) -> events.add("failure"))
              .timeout(Duration.ofMillis(50))
              .get(
                  "/",
                  request -> {
                    try {
                      Thread.sleep(10_000);
                    } catch (InterruptedException ignored) {
                      return Response.text("stubborn");
                    }
                    return Response.text("late");
                  })
              .build();

      call(app).get("/").assertStatus(503);

      assertThat(events).containsExactly("failure");
    }

    @Test
    void is_not_limited_where_an_inner_layer_says_so() {
      var app =
          Lodestar.app()
              .timeout(Duration.ofMillis(1))
              .routes(
                  Router.at("/")
                      .withoutTimeout()
                      .get(
                          "/",
                          request -> {
                            Thread.sleep(30);
                            return Response.text("late");
                          }))
              .build();

      call(app).get("/").assertText("late");
    }
  }

  @Nested
  class BodyLimits {
    @Test
    void of_the_nearest_layer_are_kept() {
      var app =
          Lodestar.app()
              .bodyLimit(1000)
              .routes(
                  Router.at("/small").bodyLimit(4).routes(Widgets.class),
                  Router.at("/large").routes(Widgets.class))
              .build();

      assertThat(posted(app, "/small/widgets").statusCode()).isEqualTo(413);
      assertThat(posted(app, "/large/widgets").statusCode()).isEqualTo(201);
    }

    @Test
    void that_are_passed_are_answered_by_the_error_handlers_of_the_route() {
      var app =
          Lodestar.app()
              .routes(
                  Router.at("/small")
                      .bodyLimit(4)
                      .onStatus(413, (failure, request) -> Response.text("too much").status(413))
                      .routes(Widgets.class))
              .build();

      assertThat(posted(app, "/small/widgets").text()).isEqualTo("too much");
    }

    @Test
    void that_a_plugin_sets_are_kept() {
      var app =
          Lodestar.app()
              .bodyLimit(1000)
              .plugin(builder -> builder.bodyLimit(4))
              .routes(Widgets.class)
              .build();

      assertThat(posted(app, "/widgets").statusCode()).isEqualTo(413);
    }

    private TestResponse posted(App app, String path) {
      return TestClient.of(app).post(path, List.of(1, 2, 3));
    }
  }

  @Test
  void a_blocking_handler_runs_on_a_platform_thread() {
    var app =
        Lodestar.app()
            .blocking(true)
            .get("/", request -> Response.text("" + Thread.currentThread().isVirtual()))
            .build();

    call(app).get("/").assertText("false");
  }

  @Test
  void codecs_of_the_nearest_layer_win() {
    record Celsius(double degrees) {}
    var app =
        Lodestar.app()
            .codecs(
                json -> json.mapping(Celsius.class, Double.class, Celsius::degrees, Celsius::new))
            .routes(
                Router.at("/a")
                    .codecs(json ->
                        json.mapping(
                            Celsius.class,
                            String.class,
                            value -> value.degrees() + " C",
                            text -> new Celsius(0)))
                    .get("/", request -> Response.json(new Celsius(2))))
            .get("/", request -> Response.json(new Celsius(1)))
            .build();

    call(app).get("/").assertText("1.0");
    call(app).get("/a").assertText("\"2.0 C\"");
  }

  @Nested
  class Annotations {
    @Guarded(Refusing.class)
    @Tags("admin")
    @Retention(RetentionPolicy.RUNTIME)
    @interface AdminOnly {}

    @ConfiguredBy(Role.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Role {
      String value();

      final class Rule implements ConfiguredBy.Configurer<Role> {
        @Override
        public void configure(Role annotation, AnnotatedLayer layer) {
          layer.header("X-Role", annotation.value());
        }
      }
    }

    static final class Refusing implements Guard {
      @Override
      public void check(Request request, RouteMetadata route) {
        throw HttpException.forbidden("Only " + route.tags() + ".");
      }
    }

    @Path("/things")
    @AddHeader(name = "X-Layer", value = "controller")
    static final class Things {
      static void configure(AnnotatedLayer layer) {
        layer.header("X-Hook", "yes");
      }

      @Get("/open")
      @AddHeader(name = "X-Layer", value = "handler")
      @Role("reader")
      String open() {
        return "open";
      }

      @Get("/closed")
      @AdminOnly
      String closed() {
        return "closed";
      }
    }

    @Test
    void set_what_their_layer_says() {
      var app = Lodestar.app().routes(Things.class).build();

      call(app)
          .get("/things/open")
          .assertStatus(200)
          .assertHeader("X-Layer", "handler")
          .assertHeader("X-Role", "reader")
          .assertHeader("X-Hook", "yes");
    }

    @ConfiguredBy(Quota.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Quota {
      int value();

      final class Rule implements ConfiguredBy.Configurer<Quota> {
        @Override
        public void configure(Quota annotation, AnnotatedLayer layer) {
          if (annotation.value() < 1) {
            throw new IllegalArgumentException("The quota is " + annotation.value() + ".");
          }
        }
      }
    }

    @ConfiguredBy(Quota.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Copied {}

    static final class Mistaken {
      @Get("/refused")
      @Quota(0)
      String refused() {
        return "";
      }

      @Get("/foreign")
      @Copied
      String foreign() {
        return "";
      }

      @Get("/typed")
      @AddHeader(name = "content-type", value = "text/html")
      String typed() {
        return "";
      }
    }

    @Test
    void with_mistakes_are_reported_with_the_reason() {
      var app = Lodestar.app().routes(Mistaken.class);

      var problems = catchThrowableOfType(StartupException.class, app::build).problems();

      assertThat(problems)
          .hasSize(3)
          .allMatch(problem -> problem.code().equals("layer-annotation"));
      assertThat(problems.get(0).what())
          .isEqualTo("The annotation @Quota cannot be used: The quota is 0.");
      assertThat(problems.get(1).what() + " " + problems.get(1).fix())
          .isEqualTo(
              "The configurer Rule of @Copied cannot be used: it is made for another annotation."
                  + " Let it implement ConfiguredBy.Configurer<Copied>.");
      assertThat(problems.get(2).what()).contains("@Get(produces = \"text/html\")");
    }

    @Guarded(Refusing.class)
    @interface Forgotten {}

    @interface Harmless {}

    @Forgotten
    static final class Unkept {
      @Get("/a")
      @Forgotten
      @Harmless
      String a() {
        return "";
      }
    }

    @Test
    void that_java_does_not_keep_are_reported_instead_of_doing_nothing() {
      var app = Lodestar.app().routes(Unkept.class);

      var problems = catchThrowableOfType(StartupException.class, app::build).problems();

      assertThat(problems)
          .hasSize(2)
          .allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("layer-annotation");
            assertThat(problem.fix())
                .isEqualTo(
                    "Write @Retention(RetentionPolicy.RUNTIME) on LayersTest.Annotations.Forgotten.");
          });
    }

    @Test
    void may_be_carried_by_annotations_of_the_application() {
      var app = Lodestar.app().routes(Things.class).build();

      call(app).get("/things/closed").assertStatus(403).assertContains("Only [admin].");
    }
  }

  @Test
  void the_same_controller_can_be_registered_several_times_with_different_settings() {
    var app =
        Lodestar.app()
            .routes(
                Router.at("/open").routes(Widgets.class),
                Router.at("/closed")
                    .guard((request, route) -> {
                      throw HttpException.forbidden("Closed.");
                    })
                    .routes(Widgets.class))
            .build();

    call(app).get("/open/widgets/x").assertStatus(200);
    call(app).get("/closed/widgets/x").assertStatus(403);
  }

  @Test
  void names_of_routers_tell_the_routes_of_one_controller_apart() {
    final class Named {
      @Get(value = "/widgets/{sku}", name = "widget")
      String get(String sku) {
        return sku;
      }
    }
    var inner = Router.at("/inner").named("inner").routes(new Named());
    var app =
        Lodestar.app()
            .routes(
                Router.at("/a").named("a").mount(inner), Router.at("/b").named("b").mount(inner))
            .build();

    assertThat(app.urlOf("a.inner.widget", "x")).isEqualTo("/a/inner/widgets/x");
    assertThat(app.urlOf("b.inner.widget", "x")).isEqualTo("/b/inner/widgets/x");
  }

  @Test
  void an_error_handler_that_says_no_status_keeps_that_of_the_failure() {
    var app =
        Lodestar.app()
            .onStatus(404, (failure, request) -> Response.text("lost"))
            .onError(IllegalStateException.class, (failure, request) -> Response.text("broken"))
            .get(
                "/",
                request -> {
                  throw new IllegalStateException();
                })
            .build();

    call(app).get("/nowhere").assertStatus(404).assertText("lost");
    call(app).get("/").assertStatus(500).assertText("broken");
  }

  @Test
  void an_error_handler_may_answer_by_another_exception() {
    var app =
        Lodestar.app()
            .onError(
                IllegalStateException.class,
                (failure, request) -> {
                  throw HttpException.conflict("Not now.");
                })
            .get(
                "/",
                request -> {
                  throw new IllegalStateException();
                })
            .build();

    call(app).get("/").assertStatus(409).assertContains("Not now.");
  }

  @Test
  void explain_names_the_settings_of_a_route_and_where_they_were_made() {
    var app =
        Lodestar.app()
            .middleware(new Stamp())
            .routes(Router.at("/a").tags("x").header("X-Layer", "router").routes(Widgets.class))
            .build();

    assertThat(app.explain("GET", "/a/widgets/x"))
        .startsWith("GET /a/widgets/{sku}  Widgets.get(String sku) (LayersTest.java:")
        .containsSubsequence("middleware", "LayersTest.Stamp", "application (LayersTest.java:")
        .containsSubsequence(
            "response headers", "X-Layer: router", "Router.at(\"/a\") (LayersTest.java:")
        .containsSubsequence("tags", "x");
  }
}
