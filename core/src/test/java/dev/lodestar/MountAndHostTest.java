package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Applications and functions mounted below paths, and routes of hosts.
class MountAndHostTest {
  private static App saying(String name) {
    return Lodestar.app()
        .get("/", request -> Response.text(name + " root"))
        .get("/{rest:path}", request -> Response.text(name + " " + request.pathParameter("rest")))
        .build();
  }

  private static String get(App app, String target) {
    return TestClient.of(app).get(target).text();
  }

  @Nested
  class Mounts {
    @Test
    void see_paths_below_where_they_are() {
      var app = Lodestar.app().mount("/admin", saying("admin")).build();

      assertThat(get(app, "/admin")).isEqualTo("admin root");
      assertThat(get(app, "/admin/")).isEqualTo("admin root");
      assertThat(get(app, "/admin/a/b?c=d")).isEqualTo("admin a/b");
    }

    @Test
    void know_their_root_path() {
      var inner =
          Lodestar.app()
              .get("/x", request -> Response.text(request.rootPath() + " " + request.target()))
              .build();
      var outer = Lodestar.app().mount("/b", inner).build();
      var app = Lodestar.app().mount("/a", outer).build();

      assertThat(get(app, "/a/b/x?q=1")).isEqualTo("/a/b /x?q=1");
    }

    @Test
    void take_whole_segments_only() {
      var app = Lodestar.app().mount("/a", saying("a")).build();

      assertThat(TestClient.of(app).get("/ab").statusCode()).isEqualTo(404);
    }

    @Test
    void on_the_longest_path_win() {
      var app = Lodestar.app().mount("/a", saying("short")).mount("/a/b", saying("long")).build();

      assertThat(get(app, "/a/b/c")).isEqualTo("long c");
      assertThat(get(app, "/a/c/d")).isEqualTo("short c/d");
    }

    @Test
    void leave_requests_to_routes_that_take_them() {
      var app =
          Lodestar.app()
              .mount("/a", saying("mounted"))
              .get("/a/own", request -> Response.text("own"))
              .build();

      assertThat(get(app, "/a/own")).isEqualTo("own");
      assertThat(get(app, "/a/other")).isEqualTo("mounted other");
    }

    @Test
    void keep_their_own_error_handlers() {
      var inner =
          Lodestar.app()
              .onStatus(404, (failure, request) -> Response.text("inner").status(404))
              .build();
      var app =
          Lodestar.app()
              .onStatus(404, (failure, request) -> Response.text("outer").status(404))
              .mount("/a", inner)
              .build();

      assertThat(get(app, "/a/x")).isEqualTo("inner");
      assertThat(get(app, "/x")).isEqualTo("outer");
    }

    @Test
    void stand_inside_of_the_guards_of_the_layers_around() {
      var app =
          Lodestar.app()
              .routes(
                  Router.at("/closed")
                      .guard((request, route) -> {
                        throw HttpException.forbidden("Closed.");
                      })
                      .mount("/a", saying("a")))
              .build();

      assertThat(TestClient.of(app).get("/closed/a/x").statusCode()).isEqualTo(403);
    }

    @Test
    void answer_options_automatically_past_the_guards_around() {
      var refusing =
          Router.at("/closed")
              .guard((request, route) -> {
                throw HttpException.forbidden("Closed.");
              })
              .mount("/a", Lodestar.app().get("/x", request -> Response.text("x")).build());
      var client = TestClient.of(Lodestar.app().routes(refusing).build());

      assertThat(client.options("/closed/a/x").header("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(client.options("/closed/a/y").statusCode()).isEqualTo(403);
      assertThat(client.get("/closed/a/x").statusCode()).isEqualTo(403);
    }

    @Test
    void may_be_functions_that_take_every_method() {
      var app =
          Lodestar.app()
              .mount("/raw", request -> Response.text(request.method() + " " + request.path()))
              .build();

      assertThat(get(app, "/raw/a/b")).isEqualTo("GET /a/b");
      assertThat(TestClient.of(app).request(HttpMethod.of("PURGE"), "/raw").send().text())
          .isEqualTo("PURGE /");
    }

    @Test
    void that_are_functions_leave_paths_that_have_routes_to_them_whatever_the_method() {
      var app =
          Lodestar.app()
              .get("/api/a", request -> Response.text("route"))
              .mount("/", request -> Response.text("function"))
              .build();

      assertThat(get(app, "/api/a")).isEqualTo("route");
      assertThat(get(app, "/api/b")).isEqualTo("function");
      var refused = TestClient.of(app).post("/api/a").expectStatus(405);
      assertThat(refused.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void limit_bodies_as_the_mounted_application_says() {
      var inner = Lodestar.app().bodyLimit(2).post("/", request -> Response.text("taken")).build();
      var app = Lodestar.app().mount("/a", inner).build();

      assertThat(TestClient.of(app).post("/a", List.of(1, 2, 3)).statusCode()).isEqualTo(413);
    }

    @Test
    void start_and_stop_with_the_application_around() {
      var events = new ArrayList<String>();
      var inner =
          Lodestar.app()
              .onStart(context -> events.add("inner starts"))
              .onStop(context -> events.add("inner stops"))
              .build();
      var app =
          Lodestar.app()
              .onStart(context -> events.add("outer starts"))
              .onStop(context -> events.add("outer stops"))
              .mount("/a", inner)
              .mount("/b", inner)
              .build();

      try (var client = TestClient.of(app)) {
        assertThat(client.get("/a").statusCode()).isEqualTo(404);
      }

      assertThat(events)
          .containsExactly("inner starts", "outer starts", "outer stops", "inner stops");
    }

    @Test
    void on_the_same_path_are_a_problem_at_start() {
      var app = Lodestar.app().mount("/a", saying("one")).mount("/a", saying("two"));

      assertThatThrownBy(app::build)
          .isInstanceOf(StartupException.class)
          .satisfies(refused ->
              assertThat(((StartupException) refused).problems())
                  .singleElement()
                  .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("route-conflict");
                    assertThat(problem.what())
                        .startsWith(
                            "Something is mounted on \"/a\" already: a mounted application (")
                        .contains("MountAndHostTest.java:");
                  }));
    }

    @Test
    void take_the_rest_of_the_path_themselves() {
      var app = Lodestar.app().mount("/a/{rest:path}", saying("a"));

      assertThatThrownBy(app::build)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("[path-parameter-greedy]")
          .hasMessageContaining("A mount takes everything below its path")
          .hasMessageNotContaining("mountedPath");
    }

    @Test
    void on_the_longest_path_win_whatever_the_order_of_registration() {
      var app = Lodestar.app().mount("/a/b", saying("long")).mount("/a", saying("short")).build();

      assertThat(get(app, "/a/b/c/d")).isEqualTo("long c/d");
      assertThat(get(app, "/a/bc/d")).isEqualTo("short bc/d");
    }

    @Test
    void are_explained_with_what_stands_around_them_and_what_they_say_themselves() {
      var inner = Lodestar.app().tags("inner").get("/x/{id}", request -> Response.text("")).build();
      var app = Lodestar.app().routes(Router.at("/v1").tags("outer").mount("/a", inner)).build();

      assertThat(app.explain("GET", "/v1/a/x/7"))
          .startsWith(
              "/v1/a and everything below it  a mounted application (MountAndHostTest.java:")
          .containsSubsequence(
              "tags", "outer", "in the mounted application", "GET /x/{id}", "inner");
      assertThat(app.explain("PUT", "/v1/a/x/7")).contains("No route takes PUT /x/7.");
    }
  }

  @Nested
  class HostsOfRouters {
    private final App app =
        Lodestar.app()
            .get("/", request -> Response.text("everywhere"))
            .get("/general", request -> Response.text("general"))
            .routes(
                Router.at("/").host("API.example.org").get("/", request -> Response.text("api")),
                Router.at("/").host("*.example.org").get("/", request -> Response.text("some")))
            .build();

    private TestResponse get(String host, String path) {
      return TestClient.of(app).request(HttpMethod.GET, path).header("Host", host).send();
    }

    @Test
    void take_their_own_requests_whatever_case_and_port() {
      assertThat(get("api.Example.org:8080", "/").text()).isEqualTo("api");
    }

    @Test
    void take_every_name_below_a_domain() {
      assertThat(get("a.b.example.org", "/").text()).isEqualTo("some");
      assertThat(get("example.org", "/").text()).isEqualTo("everywhere");
      assertThat(get("a..example.org", "/").text()).isEqualTo("everywhere");
      assertThat(get(".example.org", "/").text()).isEqualTo("everywhere");
    }

    @Test
    void leave_to_the_other_routes_what_they_have_no_route_for() {
      assertThat(get("api.example.org", "/general").text()).isEqualTo("general");
    }

    @Test
    void keep_their_mounts_to_themselves() {
      var inside = saying("inside");
      var hosted =
          Lodestar.app()
              .routes(Router.at("/").host("api.example.org").mount("/a", inside))
              .routes(Router.at("/").host("*.example.net").mount("/a", inside))
              .build();

      for (var host : List.of("api.example.org", "www.example.net")) {
        assertThat(asked(hosted, host, "/a/x").text()).isEqualTo("inside x");
      }
      assertThat(asked(hosted, "www.example.org", "/a/x").statusCode()).isEqualTo(404);
    }

    private TestResponse asked(App app, String host, String path) {
      return TestClient.of(app).request(HttpMethod.GET, path).header("Host", host).send();
    }

    @Test
    void are_refused_if_they_are_no_names() {
      assertThatThrownBy(() -> Router.at("/").host("http://example.org"))
          .hasMessageContaining("'http://example.org' is not the name of a host");
    }
  }
}
