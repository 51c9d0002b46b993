package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ways to register handlers, and the way back from handlers to paths.
class RegistrationTest {

  @Path("/widgets")
  static class Widgets {
    private final String greeting;
    private int calls;

    Widgets() {
      this("made");
    }

    Widgets(String greeting) {
      this.greeting = greeting;
    }

    @Get("/{sku}")
    String get(String sku) {
      return greeting + " " + sku + " " + ++calls;
    }

    @Get("/{sku}/parts/{number:int}")
    String part(String sku, int number) {
      return sku + "/" + number;
    }

    @Delete("/{sku}")
    void delete(String sku) {}

    @Get("/version")
    static String version() {
      return "1";
    }

    @Get(value = "/found/{id:long}", name = "found")
    Optional<String> found(long id) {
      return Optional.of("" + id);
    }

    @Get("/tree/{rest:path}")
    String tree(List<String> rest) {
      return rest.toString();
    }

    @Get
    @Post
    String both() {
      return "both";
    }

    @Route(
        method = {"PURGE", "LINK"},
        value = "/cache")
    String purge() {
      return "purged";
    }

    private String notAHandler() {
      return "";
    }
  }

  interface Pinging {
    @Get("/ping")
    default String ping() {
      return "pong";
    }
  }

  static class Base<T> {
    @Get("/inherited/{id}")
    String inherited(T id) {
      return id.getClass().getSimpleName() + " " + id;
    }
  }

  static class Derived extends Base<Long> implements Pinging {}

  private static String get(App app, String path) {
    return TestClient.of(app).get(path).expectStatus(200).text();
  }

  @Test
  void a_controller_class_is_made_by_its_constructor_and_lives_as_long_as_the_application() {
    var app = Lodestar.app().routes(Widgets.class).build();

    assertThat(get(app, "/widgets/a")).isEqualTo("made a 1");
    assertThat(get(app, "/widgets/a")).isEqualTo("made a 2");
  }

  @Test
  void a_controller_object_is_used_as_it_is() {
    var app = Lodestar.app().routes(new Widgets("given")).build();

    assertThat(get(app, "/widgets/a")).isEqualTo("given a 1");
  }

  @Test
  void static_and_inherited_methods_are_handlers_too() {
    var app = Lodestar.app().routes(Widgets.class, Derived.class).build();

    assertThat(get(app, "/widgets/version")).isEqualTo("1");
    assertThat(get(app, "/ping")).isEqualTo("pong");
    assertThat(get(app, "/inherited/7")).isEqualTo("Long 7");
  }

  @Test
  void method_references_register_single_handlers_without_the_path_of_their_class() {
    var bound = new Widgets("bound");
    var app =
        Lodestar.app()
            .mount(Router.at("/a").route(Widgets::get).route(Widgets::version))
            .mount(Router.at("/b").route(bound::get))
            .build();

    assertThat(get(app, "/a/x")).isEqualTo("made x 1");
    assertThat(get(app, "/a/version")).isEqualTo("1");
    assertThat(get(app, "/b/x")).isEqualTo("bound x 1");
    TestClient.of(app).get("/widgets/x").expectStatus(404);
  }

  @Test
  void routers_nest_and_may_be_mounted_in_several_places() {
    var widgets = Router.at("/w").routes(Widgets.class);
    var app =
        Lodestar.app()
            .mount(Router.at("/v1").mount(widgets))
            .mount(Router.at("/v2/").mount(widgets))
            .build();

    assertThat(get(app, "/v1/w/widgets/a")).isEqualTo("made a 1");
    assertThat(get(app, "/v2/w/widgets/a")).isEqualTo("made a 1");
  }

  @Test
  void a_handler_may_answer_several_methods() {
    var client = TestClient.of(Lodestar.app().routes(Widgets.class).build());

    client.get("/widgets").expectStatus(200);
    client.request(HttpMethod.POST, "/widgets").send().expectStatus(201);
    client.request(HttpMethod.of("PURGE"), "/widgets/cache").send().expectStatus(200);
    client.request(HttpMethod.of("LINK"), "/widgets/cache").send().expectStatus(200);
  }

  @Test
  void functions_read_path_parameters_from_the_request() {
    var app =
        Lodestar.app()
            .get("/raw/{name}", request -> Response.text(request.pathParameter("name")))
            .get("/int/{n:int}", request -> Response.text(request.pathParameter("n")))
            .build();

    assertThat(get(app, "/raw/a%20b")).isEqualTo("a b");
    assertThat(get(app, "/int/7")).isEqualTo("7");
    TestClient.of(app).get("/int/x").expectStatus(404);
  }

  @Test
  void a_trailing_slash_means_nothing() {
    var app = Lodestar.app().routes(Widgets.class).build();

    assertThat(get(app, "/widgets/version/")).isEqualTo("1");
  }

  @Test
  void the_path_of_a_handler_is_found_by_its_reference_and_encoded() {
    var app = Lodestar.app().routes(Widgets.class).build();

    assertThat(app.url(Widgets::get, "a/b c?é")).isEqualTo("/widgets/a%2Fb%20c%3F%C3%A9");
    assertThat(app.url(Widgets::part, "x", 7)).isEqualTo("/widgets/x/parts/7");
    assertThat(app.url(Widgets::delete, "x")).isEqualTo("/widgets/x");
    assertThat(app.url(Widgets::version)).isEqualTo("/widgets/version");
    assertThat(app.url(Widgets::tree, List.of("a", "b/c"))).isEqualTo("/widgets/tree/a/b%2Fc");
    assertThat(app.urlOf("found", 7L)).isEqualTo("/widgets/found/7");
  }

  @Test
  void a_reverse_path_leads_back_to_the_same_handler_with_the_same_value() {
    var app = Lodestar.app().routes(Widgets.class).build();

    for (var sku : List.of("a", "a b", "a/b", "%2F", "é", "a+b", "a;b=c", "~", "日本")) {
      assertThat(get(app, app.url(Widgets::get, sku))).startsWith("made " + sku + " ");
    }
  }

  @Test
  void a_reverse_path_that_cannot_be_is_refused_with_a_sentence() {
    var app = Lodestar.app().routes(Widgets.class).build();

    assertThatThrownBy(() -> app.url(Widgets::get, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> app.url(Widgets::get, ".."))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> app.url(Widgets::get))
        .hasMessageContaining("no path with 0 parameters");
    assertThatThrownBy(() -> app.url(Widgets::part, "x", "seven"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> app.url(Derived::ping))
        .hasMessageContaining("is not registered with this application");
    assertThatThrownBy(() -> app.urlOf("fuond", 1L)).hasMessageContaining("did you mean 'found'?");
  }

  @Test
  void a_handler_at_several_paths_has_no_certain_path() {
    var app =
        Lodestar.app()
            .mount(Router.at("/a").route(Widgets::get))
            .mount(Router.at("/b").route(Widgets::get))
            .build();

    assertThatThrownBy(() -> app.url(Widgets::get, "x"))
        .hasMessageContaining("/a/{sku}")
        .hasMessageContaining("/b/{sku}");
  }

  @Test
  void the_routes_are_listed_in_the_order_of_registration_with_their_places() {
    var app =
        Lodestar.app().routes(Derived.class).get("/raw", request -> Response.text("hi")).build();

    assertThat(app.routes()).hasSize(3);
    var raw = app.routes().getLast();
    assertThat(raw.path()).isEqualTo("/raw");
    assertThat(raw.location().orElseThrow()).startsWith("RegistrationTest.java:");
  }
}
