package dev.lodestar.vite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.Lodestar;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViteDevelopmentTest {
  private static final Vite VITE =
      Vite.directory(Path.of("there", "is", "nothing")).environment(Map.of("LODESTAR_VITE", "dev"));

  @Test
  void the_same_entry_is_taken_from_the_server_of_vite_on_the_same_port() {
    assertThat(VITE.assets().tags("src/main.ts").html())
        .isEqualTo(
            """
            <script type="module" src="/@vite/client"></script>
            <script type="module" src="/src/main.ts"></script>
            """);
  }

  @Test
  void a_style_sheet_is_a_link() {
    assertThat(VITE.assets().tags("src/print.css", "src/main.ts").html())
        .isEqualTo(
            """
            <link rel="stylesheet" href="/src/print.css">
            <script type="module" src="/@vite/client"></script>
            <script type="module" src="/src/main.ts"></script>
            """);
  }

  @Test
  void pages_with_react_are_prepared_before_anything_runs() {
    assertThat(VITE.react().assets().tags("src/main.tsx").html())
        .isEqualTo(
            """
            <script type="module">
            import refresh from "/@react-refresh";
            refresh.injectIntoGlobalHook(window);
            window.$RefreshReg$ = () => {};
            window.$RefreshSig$ = () => (type) => type;
            window.__vite_plugin_react_preamble_installed__ = true;
            </script>
            <script type="module" src="/@vite/client"></script>
            <script type="module" src="/src/main.tsx"></script>
            """);
  }

  @Test
  void what_nobody_takes_below_a_path_of_the_application_is_a_404_as_in_production() {
    var app =
        Lodestar.app()
            .get("/api/entries", request -> dev.lodestar.http.Response.text("entries"))
            .plugin(VITE.spa("/api", "/hooks/"))
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(client.get("/api/entries").text()).isEqualTo("entries");
      assertThat(client.get("/api/entrys").expectStatus(404).text())
          .contains("There is nothing at this address.");
      assertThat(client.get("/hooks/x").expectStatus(404).text())
          .contains("There is nothing at this address.");
      // Left to Vite.
      assertThat(client.get("/apis").expectStatus(404).text()).contains("There is no route");
    }
  }

  @Test
  void a_nonce_stands_on_the_script_in_the_page_too() {
    assertThat(VITE.react().assets().tags("src/main.tsx").withNonce("abc").html())
        .contains("<script type=\"module\" nonce=\"abc\">\nimport")
        .contains("<meta property=\"csp-nonce\" nonce=\"abc\">");
  }

  @Test
  void the_base_stands_before_every_file() {
    assertThat(VITE.base("/shop/").assets().tags("src/main.ts").html())
        .contains("src=\"/shop/@vite/client\"")
        .contains("src=\"/shop/src/main.ts\"");
  }

  @Test
  void a_base_on_another_host_does_not_count() {
    assertThat(VITE.base("https://cdn.example/").assets().url("src/logo.svg"))
        .isEqualTo("/src/logo.svg");
  }

  @Test
  void the_address_of_a_server_stands_before_every_file() {
    var vite = VITE.environment(Map.of("LODESTAR_VITE", "http://localhost:5173/"));

    assertThat(vite.assets().tags("src/main.ts").html())
        .contains("src=\"http://localhost:5173/@vite/client\"")
        .contains("src=\"http://localhost:5173/src/main.ts\"");
  }

  @Test
  void anything_else_is_a_problem_at_start() {
    var vite = VITE.environment(Map.of("LODESTAR_VITE", "on"));

    var refused =
        catchThrowableOfType(StartupException.class, () -> Lodestar.app().plugin(vite).build());

    assertThat(refused.problems().getFirst().code()).isEqualTo("vite-variable");
    assertThat(refused).hasMessageContaining("Set it to 'dev'");
  }

  @Test
  void nothing_is_served_so_that_what_no_route_takes_can_go_to_vite() {
    var app = Lodestar.app().plugin(VITE.spa().entries("src/any.ts")).build();
    try (var client = TestClient.of(app)) {
      client.get("/").expectStatus(404);
      client.get("/index.html").expectStatus(404);
    }
  }

  @Test
  void programs_can_tell() {
    assertThat(VITE.assets().isDevelopment()).isTrue();
    assertThat(VITE.assets().version()).isEqualTo("dev");
  }
}
