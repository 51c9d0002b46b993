package dev.lodestar.vite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViteFilesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  @TempDir Path folder;
  private Dist dist;

  @BeforeEach
  void build() throws IOException {
    dist = Dist.in(folder);
  }

  static final class Api {
    @Get("/api/users")
    String users() {
      return "users";
    }

    @Post("/contact")
    void contact() {}

    @Get(value = "/start", produces = "text/html")
    String start(ViteAssets vite) {
      return vite.tags("src/main.ts").scripts();
    }
  }

  private static App app(Vite vite) {
    return Lodestar.app().routes(Api.class).plugin(vite).build();
  }

  private static TestClient client(Vite vite) {
    return TestClient.of(app(vite)).raiseServerErrors(false);
  }

  @Test
  void handlers_take_the_tags_as_a_dependency() {
    try (var client = client(dist.vite())) {
      assertThat(client.get("/start").text())
          .isEqualTo("<script type=\"module\" src=\"/assets/main-BRBmoGS9.js\"></script>\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/main-BRBmoGS9.js",
        "/assets/shared-ChJ_j-JJ.css",
        "/assets/logo-BuPIv-2h.svg",
        "/assets/admin-abcdefGh.js"
      })
  void files_with_a_hash_in_their_names_are_kept_for_a_year(String file) {
    try (var client = client(dist.vite())) {
      assertThat(client.get(file).expectStatus(200).header("Cache-Control")).contains(FOR_EVER);
    }
  }

  @Test
  void files_without_one_are_asked_about_before_each_use() throws IOException {
    dist.write(
        ".vite/manifest.json",
        """
        {
          "src/app-Settings.ts": {"file": "app-Settings.js", "name": "app-Settings", "isEntry": true},
          "style.css": {"file": "assets/stylesheet-for-printers.css", "src": "style.css"}
        }
        """);
    dist.write("app-Settings.js", "");
    dist.write("assets/stylesheet-for-printers.css", "");
    dist.write("assets/main-BRBmoGS9.js", "not in this manifest, and its name might be a word");
    try (var client = client(dist.vite().spa())) {
      assertThat(client.get("/app-Settings.js").header("Cache-Control")).contains("no-cache");
      assertThat(client.get("/assets/stylesheet-for-printers.css").header("Cache-Control"))
          .contains("no-cache");
      assertThat(client.get("/index.html").header("Cache-Control")).contains("no-cache");
      assertThat(client.get("/assets/main-BRBmoGS9.js").header("Cache-Control"))
          .contains("no-cache");
    }
  }

  @Test
  void the_manifest_itself_is_not_served() {
    try (var client = client(dist.vite().spa())) {
      client.get("/.vite/manifest.json").expectStatus(404);
    }
  }

  @Test
  void a_browser_that_goes_to_a_path_of_the_page_gets_the_page() {
    try (var client = client(dist.vite().spa())) {
      for (var path : new String[] {"/", "/users/7", "/apiary"}) {
        var page = client.request(HttpMethod.GET, path).header("Accept", BROWSER).send();
        assertThat(page.expectStatus(200).text()).isEqualTo("<p>page</p>");
        assertThat(page.header("Cache-Control")).contains("no-cache");
        client.request(HttpMethod.HEAD, path).header("Accept", BROWSER).send().expectStatus(200);
      }
    }
  }

  @Test
  void routes_come_before_the_page() {
    try (var client = client(dist.vite().spa())) {
      assertThat(client.get("/api/users").text()).isEqualTo("users");
    }
  }

  @Test
  void a_script_that_is_missing_is_not_answered_with_the_page() {
    try (var client = client(dist.vite().spa())) {
      client
          .request(HttpMethod.GET, "/assets/old-12345678.js")
          .header("Accept", BROWSER)
          .send()
          .expectStatus(404);
    }
  }

  @Test
  void a_fetch_is_not_answered_with_the_page() {
    try (var client = client(dist.vite().spa())) {
      client.get("/users/7").expectStatus(404);
      client
          .request(HttpMethod.GET, "/users/7")
          .header("Accept", "application/json")
          .send()
          .expectStatus(404);
    }
  }

  @Test
  void what_no_route_takes_below_api_is_not_found_whatever_the_method() {
    try (var client = client(dist.vite().spa())) {
      for (var method : new String[] {"GET", "POST", "PUT", "DELETE", "OPTIONS"}) {
        var response =
            client.request(HttpMethod.of(method), "/api/none").header("Accept", BROWSER).send();
        response.expectStatus(404);
      }
      client.request(HttpMethod.GET, "/api").header("Accept", BROWSER).send().expectStatus(404);
    }
  }

  @Test
  void a_path_that_has_a_route_for_another_method_is_not_a_page() {
    try (var client = client(dist.vite().spa())) {
      client.request(HttpMethod.GET, "/contact").header("Accept", BROWSER).send().expectStatus(405);
    }
  }

  @Test
  void other_paths_can_be_left_out() {
    try (var client = client(dist.vite().spa("/api", "/hooks"))) {
      client.request(HttpMethod.GET, "/hooks/x").header("Accept", BROWSER).send().expectStatus(404);
      client.request(HttpMethod.GET, "/users").header("Accept", BROWSER).send().expectStatus(200);
    }
  }

  @Test
  void a_form_that_is_posted_to_a_path_of_the_page_is_not_found() {
    try (var client = client(dist.vite().spa())) {
      client
          .request(HttpMethod.POST, "/users/7")
          .header("Accept", BROWSER)
          .send()
          .expectStatus(404);
    }
  }

  @Test
  void without_spa_there_is_no_page() {
    try (var client = client(dist.vite())) {
      client.request(HttpMethod.GET, "/").header("Accept", BROWSER).send().expectStatus(404);
    }
  }

  @Test
  void files_lie_below_the_base() {
    try (var client = client(dist.vite().base("/shop/").spa())) {
      client.get("/shop/assets/main-BRBmoGS9.js").expectStatus(200);
      client.get("/assets/main-BRBmoGS9.js").expectStatus(404);
    }
  }

  @Test
  void files_of_another_host_are_not_served_here() {
    try (var client = client(dist.vite().base("https://cdn.example/"))) {
      client.get("/assets/main-BRBmoGS9.js").expectStatus(404);
    }
  }

  @Test
  void the_way_in_which_files_are_served_can_be_changed() throws IOException {
    Files.writeString(folder.resolve("assets/main-BRBmoGS9.js.gz"), "zip");
    try (var client = client(dist.vite().files(StaticFiles::precompressed))) {
      var response =
          client
              .request(HttpMethod.GET, "/assets/main-BRBmoGS9.js")
              .header("Accept-Encoding", "gzip")
              .send();
      assertThat(response.header("Content-Encoding")).contains("gzip");
      assertThat(response.header("Cache-Control")).contains(FOR_EVER);
    }
  }

  @Test
  void two_builds_of_vite_live_side_by_side() {
    var app =
        Lodestar.app()
            .plugin(dist.vite().base("/a/").spa())
            .get("/", request -> Response.text("home"))
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(client.get("/").text()).isEqualTo("home");
      client.get("/a/assets/main-BRBmoGS9.js").expectStatus(200);
    }
  }
}
