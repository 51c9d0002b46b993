package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every example, started as a user starts it.
@Timeout(300)
class ExamplesTest {
  private static final Path EXAMPLES = Launch.REPOSITORY.resolve("examples");
  private static final Path HELLO = EXAMPLES.resolve("hello/App.java");
  private static final Path TOUR = EXAMPLES.resolve("tour/App.java");
  private static final Path WIDGETS = EXAMPLES.resolve("widgets/Shop.java");
  private static final Path FILES = EXAMPLES.resolve("files/Archive.java");
  private static final Path TORTURE = EXAMPLES.resolve("torture/Torture.java");
  private static final Path CHAT = EXAMPLES.resolve("chat/Chat.java");
  private static final Path KIOSK = EXAMPLES.resolve("settings/Kiosk.java");

  /// Its page is tried by [guestbook.GuestbookInBrowserTest].
  private static final Path GUESTBOOK = EXAMPLES.resolve("guestbook/Guestbook.java");

  private static final int ENDED_BY_TERM = 128 + 15;

  @TempDir Path folder;

  @Test
  void every_example_is_run_here() throws IOException {
    var examples = new ArrayList<Path>();
    try (var folders = Files.newDirectoryStream(EXAMPLES, Files::isDirectory)) {
      for (var folder : folders) {
        try (var sources = Files.newDirectoryStream(folder, "*.java")) {
          if (sources.iterator().hasNext()) {
            examples.add(folder);
          }
        }
      }
    }

    assertThat(examples)
        .containsExactlyInAnyOrder(
            HELLO.getParent(),
            TOUR.getParent(),
            WIDGETS.getParent(),
            FILES.getParent(),
            TORTURE.getParent(),
            CHAT.getParent(),
            KIOSK.getParent(),
            GUESTBOOK.getParent());
  }

  @ParameterizedTest
  @EnumSource
  void the_guestbook_does_not_start_without_its_page_and_says_how_to_build_it(Launch launch)
      throws Exception {
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(launch.command(GUESTBOOK, "--port", "0"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(err.toFile());
    RunningExample.clean(builder.environment(), folder);
    var process = builder.start();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(err).content().contains("[vite-manifest]").contains("npx vite build");
  }

  @ParameterizedTest
  @EnumSource
  void the_kiosk_is_as_its_files_say(Launch launch) throws Exception {
    var file = KIOSK.resolveSibling("lodestar.toml").toString();
    var command = launch.command(KIOSK, "--port", "0", "--config", file, "--profile", "sunday");
    try (var kiosk = RunningExample.start(command, folder)) {
      assertThat(kiosk.get("/").body()).isEqualTo("The kiosk at the corner opens at 09:00\n");
      assertThat(kiosk.get("/prices").body())
          .isEqualTo(
              "[{\"article\":\"apple\",\"cents\":40},{\"article\":\"newspaper\",\"cents\":320}]");
      assertThat(kiosk.get("/prices?code=not%20a%20secret").body())
          .isEqualTo(
              "[{\"article\":\"apple\",\"cents\":36},{\"article\":\"newspaper\",\"cents\":288}]");
      assertThat(kiosk.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hello_greets(Launch launch) throws Exception {
    try (var hello = RunningExample.start(launch, HELLO, folder)) {
      var greeting = hello.get("/greet?name=Bob");
      assertThat(greeting.statusCode()).isEqualTo(200);
      assertThat(greeting.body()).isEqualTo("Hi, Bob!");

      var refusal = hello.get("/greet");
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(refusal.body()).contains("\"in\":\"query\"", "\"name\":\"name\"");

      assertThat(hello.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(hello.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_tour_keeps_widgets(Launch launch) throws Exception {
    try (var tour = RunningExample.start(launch, TOUR, folder)) {
      var widget = "{\"sku\":\"x-1\",\"stock\":3}";
      assertThat(tour.post("/widgets", widget).statusCode()).isEqualTo(201);
      assertThat(tour.post("/widgets", widget).statusCode()).isEqualTo(409);
      assertThat(tour.get("/widgets/x-1").body()).isEqualTo(widget);
      assertThat(tour.get("/widgets?minStock=1").body()).isEqualTo("[" + widget + "]");
      assertThat(tour.get("/widgets?minStock=4").body()).isEqualTo("[]");
      assertThat(tour.get("/widgets/x-2").statusCode()).isEqualTo(404);
      assertThat(tour.delete("/widgets/x-1").statusCode()).isEqualTo(204);
      assertThat(tour.get("/widgets/x-1").statusCode()).isEqualTo(404);

      var refusal = tour.post("/widgets", "{\"sku\":\"x\",\"stock\":\"many\"}");
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.body()).contains("sku", "stock");

      assertThat(tour.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(tour.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_shop_shows_widgets_and_guards_them(Launch launch) throws Exception {
    try (var shop = RunningExample.start(launch, WIDGETS, folder)) {
      assertThat(shop.get("/widgets").body()).startsWith("{\"items\":[],");
      assertThat(shop.get("/nowhere").headers().firstValue("X-Request-Id")).isPresent();

      var refusal = shop.post("/widgets", "{}");
      assertThat(refusal.statusCode()).isEqualTo(401);
      assertThat(refusal.headers().firstValue("WWW-Authenticate")).hasValue("ApiKey");
      assertThat(shop.get("/staff/widgets").statusCode()).isEqualTo(401);

      assertThat(shop.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(shop.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_archive_serves_its_page_and_its_files(Launch launch) throws Exception {
    try (var archive = RunningExample.start(launch, FILES, folder)) {
      assertThat(archive.get("/").body()).contains("<title>Files</title>");
      assertThat(archive.get("/app.js").headers().firstValue("Content-Type"))
          .hasValue("text/javascript;charset=utf-8");
      assertThat(archive.get("/api/files").body()).isEqualTo("[]");
      assertThat(archive.get("/api/files/none/content").statusCode()).isEqualTo(404);

      assertThat(archive.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(archive.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_torture_starts(Launch launch) throws Exception {
    try (var torture = RunningExample.start(launch, TORTURE, folder)) {
      assertThat(torture.post("/echo/shape", "{\"kind\":\"Nothing\"}").body())
          .isEqualTo("{\"kind\":\"Nothing\"}");
      assertThat(torture.get("/products").statusCode()).isEqualTo(200);

      assertThat(torture.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(torture.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_chat_serves_its_page_and_takes_websockets_only(Launch launch) throws Exception {
    try (var chat = RunningExample.start(launch, CHAT, folder)) {
      assertThat(chat.get("/").headers().firstValue("Content-Type"))
          .hasValue("text/html;charset=utf-8");
      assertThat(chat.get("/rooms/lobby").statusCode()).isEqualTo(426);

      assertThat(chat.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(chat.complaints()).isEmpty();
    }
  }
}
