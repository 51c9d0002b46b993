package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The pages of errors as they go over the wire.
class ProblemPagesTest {
  private static final String BROWSER =
      "Host: a\r\nAccept: text/html,application/xhtml+xml,*/*;q=0.8\r\n\r\n";

  private static App app(boolean debug) {
    return Lodestar.app()
        .get(
            "/broken",
            request -> {
              throw new IllegalStateException("<script>secret</script>\u20ac");
            })
        .debug(debug)
        .build();
  }

  @Test
  void a_browser_is_shown_a_page_with_its_length_type_and_policy() throws IOException {
    try (var server = app(false).start(TestServer.options());
        var client = RawClient.connect(server)) {
      var page = client.send("GET /nowhere HTTP/1.1\r\n" + BROWSER).read();

      assertThat(page.status()).isEqualTo(404);
      assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
      assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(page.header("Vary")).isEqualTo("Accept");
      assertThat(page.body()).contains("<h1>404 Not Found</h1>").endsWith("</html>\n");

      var next = client.send("GET /broken HTTP/1.1\r\n" + BROWSER).read();
      assertThat(next.status()).isEqualTo(500);
      assertThat(next.body()).contains("requestId").doesNotContain("secret");
    }
  }

  @Test
  void in_debug_mode_the_page_shows_the_exception() throws IOException {
    try (var server = app(true).start(TestServer.options());
        var client = RawClient.connect(server)) {
      var page = client.send("GET /broken HTTP/1.1\r\n" + BROWSER).read();

      assertThat(page.status()).isEqualTo(500);
      assertThat(page.body())
          .contains("&lt;script&gt;secret&lt;/script&gt;")
          .contains("ProblemPagesTest.java")
          .contains("<th scope=\"row\">Accept</th>");
    }
  }
}
