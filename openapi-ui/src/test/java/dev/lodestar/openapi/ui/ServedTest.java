package dev.lodestar.openapi.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The UIs as an application serves them.
class ServedTest {

  static final class Widgets {
    @Get("/widgets")
    String widgets() {
      return "none";
    }
  }

  private static final App APP = Lodestar.app().routes(Widgets.class).build();

  @Test
  void a_browser_sees_scalar_first() {
    assertThat(html(APP, "/schema").text()).contains("Scalar needs JavaScript");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schema",
        "/schema/scalar",
        "/schema/swagger-ui",
        "/schema/redoc",
        "/schema/elements",
        "/schema/rapidoc"
      })
  void what_a_page_links_to_is_found_from_where_it_is(String path) {
    var page = html(APP, path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertLinksAreFound(APP, path, page);
  }

  @Test
  void a_page_works_below_the_path_of_a_mount() {
    var outer = Lodestar.app().mount("/inner", APP).build();
    var page = html(outer, "/inner/schema");

    assertThat(page.statusCode()).isEqualTo(200);
    assertLinksAreFound(outer, "/inner/schema", page);
  }

  @Test
  void a_page_works_at_another_path() {
    var app =
        Lodestar.app()
            .routes(Widgets.class)
            .openApi(OpenApi.titled("Widgets", "1").withPath("/docs/api"))
            .build();
    var page = html(app, "/docs/api");

    assertLinksAreFound(app, "/docs/api", page);
    assertThat((Object) Pages.settings(page.text()).get("application")).isEqualTo("../");
  }

  @Test
  void a_page_that_a_browser_has_is_not_sent_again() {
    var client = TestClient.of(APP);
    var tag = client.get("/schema/redoc").header("ETag").orElseThrow();

    assertThat(
            client
                .request(HttpMethod.GET, "/schema/redoc")
                .header("If-None-Match", tag)
                .send()
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void head_tells_the_length_of_a_page() {
    var client = TestClient.of(APP);
    var page = client.get("/schema/redoc");
    var head = client.request(HttpMethod.HEAD, "/schema/redoc").send();

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.header("Content-Length")).hasValue("" + page.bytes().length);
  }

  @Test
  void only_the_named_uis_are_served() {
    var app = Lodestar.app().openApi(OpenApi.titled("Widgets", "1").withUis(new RedocUi())).build();

    assertThat(html(app, "/schema").text()).contains("Redoc needs JavaScript");
    assertThat(html(app, "/schema/scalar").statusCode()).isEqualTo(404);
  }

  @Test
  void the_title_is_that_of_the_document() {
    var app = Lodestar.app().openApi(OpenApi.titled("A <b>", "1")).build();

    assertThat(html(app, "/schema").text()).contains("<title>A &lt;b&gt;</title>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schema/scalar/start.js",
        "/schema/scalar/0123456789abcdef/start.js",
        "/schema/scalar/x/y/z",
        "/schema/swagger",
        "/schema/unknown"
      })
  void what_is_not_there_is_a_404(String path) {
    var answer = TestClient.of(APP).get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
  }

  private static void assertLinksAreFound(App app, String path, TestResponse page) {
    var links =
        Pages.links(page.text()).stream().filter(link -> !link.startsWith("data:")).toList();

    assertThat(links).hasSizeGreaterThanOrEqualTo(3);
    assertThat(links)
        .allSatisfy(link -> {
          var found = TestClient.of(app).get(URI.create(path).resolve(link).toString());
          assertThat(found.statusCode()).as(link).isEqualTo(200);
        });
  }

  private static TestResponse html(App app, String path) {
    return TestClient.of(app).request(HttpMethod.GET, path).header("Accept", "text/html").send();
  }
}
