package guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import browser.Browser;
import browser.Chromium;
import browser.Processes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example with Vite, React and a browser, as people use it. Skipped where Node, the packages
/// or Chromium are not there; see [Workshop].
@Timeout(600)
class GuestbookInBrowserTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void copy() throws Exception {
    workshop = Workshop.in(folder);
    // Another port than that of a Vite that somebody works with, and none of those that the system
    // gives to whoever connects meanwhile.
    workshop.edit("lodestar.toml", "[dev.vite]", "[dev.vite]\nport = " + freePort());
  }

  private static int freePort() throws IOException {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException taken) {
        // so is not every one
      }
    }
  }

  @Test
  void an_edit_of_a_component_is_seen_through_the_one_port_without_a_reload_of_the_page()
      throws Exception {
    var chromium = Chromium.program();
    try (var dev = workshop.lodestar("dev", "Guestbook.java", "--port", "0");
        var browser = Browser.start(chromium)) {
      browser.open(dev.address());
      browser.await("document.querySelector('h1')?.textContent === 'Guestbook'");
      write(browser, "Ada", "Hello!");
      browser.await("document.querySelector('article p')?.textContent === 'Hello!'");
      browser.evaluate("window.stays = true");

      workshop.edit("web/src/App.tsx", "<h1>Guestbook</h1>", "<h1>Our guests</h1>");

      browser.await("document.querySelector('h1')?.textContent === 'Our guests'");
      assertThat(browser.evaluate("window.stays")).as("no reload").isEqualTo(true);
      assertThat(browser.evaluate("document.querySelector('#name').value"))
          .as("the state of the component")
          .isEqualTo("Ada");
      var origin = dev.address().toString();
      assertThat(browser.received())
          .as("everything comes from the one port")
          .allSatisfy(each -> assertThat(each.url()).matches("(" + origin + "|data:).*"))
          .anySatisfy(each -> assertThat(each.url()).contains("/@vite/client"));
    }
  }

  private static void write(Browser browser, String name, String text) throws Exception {
    fill(browser, "#name", name);
    fill(browser, "#text", text);
    browser.evaluate("document.querySelector('button').click()");
  }

  /// As a user types: React hears of values that its own setter has not set.
  private static void fill(Browser browser, String selector, String value) throws Exception {
    browser.evaluate(
        """
        (() => {
          const field = document.querySelector('%s');
          Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, '%s');
          field.dispatchEvent(new Event('input', { bubbles: true }));
        })()
        """
            .formatted(selector, value));
  }

  @Test
  void no_route_goes_to_vite_and_what_a_handler_does_not_find_stays_its_answer() throws Exception {
    try (var dev = workshop.lodestar("dev", "Guestbook.java", "--port", "0")) {
      var source = dev.get("/src/App.tsx");
      assertThat(source.statusCode()).isEqualTo(200);
      assertThat(source.headers().firstValue("Content-Type")).hasValue("text/javascript");

      var missing = dev.get("/api/entries/7", "Accept", "text/html,application/json;q=0.1");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).contains("404").doesNotContain("/@vite/client");

      var page = dev.get("/", "Accept", "text/html");
      assertThat(page.body()).contains("/@react-refresh", "src=\"/@vite/client\"");
    }
  }

  @Test
  void the_end_of_the_loop_ends_vite() throws Exception {
    try (var dev = workshop.lodestar("dev", "Guestbook.java", "--port", "0")) {
      dev.address();
      var family = dev.family();
      assertThat(family).isNotEmpty();

      dev.terminate();

      Processes.awaitEnd(family);
    }
  }

  @Test
  void the_end_of_vite_ends_the_loop_with_its_last_lines() throws Exception {
    try (var dev = workshop.lodestar("dev", "Guestbook.java", "--port", "0")) {
      dev.address();
      var vite =
          dev.family().stream()
              .filter(each -> each.info().command().filter(it -> it.endsWith("node")).isPresent())
              .findFirst()
              .orElseThrow();

      vite.destroyForcibly();

      assertThat(dev.exitCode()).isEqualTo(1);
      assertThat(dev.output())
          .contains("The process 'vite' has ended with exit code 137")
          .contains("VITE v");
    }
  }

  @Test
  void a_stranger_on_the_port_of_vite_is_not_taken_for_it() throws Exception {
    var port = portOfVite();
    try (var stranger = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
        var dev = workshop.lodestar("dev", "Guestbook.java", "--port", "0")) {
      assertThat(dev.exitCode()).isEqualTo(1);
      assertThat(dev.output())
          .contains("The process 'vite' was not started. The port " + port)
          .contains("is taken");
      assertThat(stranger.isClosed()).isFalse();
    }
  }

  private int portOfVite() throws Exception {
    return Files.readString(folder.resolve("lodestar.toml"))
        .lines()
        .filter(line -> line.startsWith("port = "))
        .mapToInt(line -> Integer.parseInt(line.substring(7)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_was_built_is_served_with_tags_that_a_browser_accepts() throws Exception {
    var chromium = Chromium.program();
    workshop.run(workshop.web(), "npm", "run", "build");
    try (var app = workshop.lodestar("run", "Guestbook.java", "--port", "0");
        var browser = Browser.start(chromium)) {
      var page = app.get("/", "Accept", "text/html").body();
      assertThat(page)
          .containsPattern(
              "<link rel=\"stylesheet\" href=\"/assets/main-[\\w-]+\\.css\" integrity=")
          .containsPattern(
              "<script type=\"module\" src=\"/assets/main-[\\w-]+\\.js\" integrity=\"sha384-")
          .doesNotContain("@vite");

      browser.open(app.address());
      browser.await("document.querySelector('h1')?.textContent === 'Guestbook'");
      write(browser, "Ada", "Hello!");
      browser.await("document.querySelector('article p')?.textContent === 'Hello!'");
      fill(browser, "#name", "");
      write(browser, "", "x");
      browser.await("document.querySelector('.error')");

      var script = page.split("src=\"", 2)[1].split("\"", 2)[0];
      assertThat(app.get(script).headers().firstValue("Cache-Control"))
          .hasValue("public, max-age=31536000, immutable");
    }
  }

  @Test
  void types_and_build_of_the_page_are_right() throws Exception {
    workshop.run(workshop.web(), "npm", "run", "build");

    assertThat(folder.resolve("web/dist/.vite/manifest.json")).content().contains("src/main.tsx");
  }
}
