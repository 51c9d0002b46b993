package dev.lodestar.cli;

import static dev.lodestar.cli.DevLoop.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What `lodestar dev` makes of edits: one loop, which all tests edit the same program under.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DevLoopTest {
  private static final String HELLO =
      """
      import dev.lodestar.*;

      @Get("/hello")
      String hello() {
        return "first";
      }

      void main(String... args) {
        Lodestar.run(this, args);
      }
      """;

  @TempDir static Path folder;
  private static DevLoop loop;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("App.java"), HELLO);
    // A request that a test holds up is not to be broken off while the machine is busy.
    Files.writeString(folder.resolve("lodestar.toml"), "[dev]\nstopTimeout = \"100s\"\n");
    loop = DevLoop.start(folder, "App.java");
  }

  @AfterAll
  static void end() throws Exception {
    loop.close();
    until(() -> loop.applications().isEmpty());
  }

  private static void save(String program) throws Exception {
    loop.save("App.java", program);
  }

  /// Saves a program that says something else, and waits until it is served.
  private static void serve(String text) throws Exception {
    save(HELLO.replace("first", text));
    loop.untilBody("/hello", text);
  }

  @Test
  void what_is_wrong_is_shown_until_it_is_right() throws Exception {
    serve("right");

    save(HELLO.replace("first\"", "wrong"));

    until(() -> loop.get("/hello").statusCode() == 500);
    assertThat(loop.get("/hello").body()).contains("compile-error", "App.java:5: error");
    assertThat(loop.page("/hello")).contains("App.java:5: error", "/__lodestar/dev.js");
    serve("right again");
  }

  @Test
  void a_new_source_is_compiled_as_soon_as_it_is_used() throws Exception {
    loop.save(
        "Words.java", "class Words { static String word() { return \"from another file\"; } }");
    save(HELLO.replace("\"first\"", "Words.word()"));

    loop.untilBody("/hello", "from another file");
  }

  @Test
  void an_application_that_ends_by_itself_is_started_again_with_the_next_change() throws Exception {
    save(HELLO.replace("return \"first\"", "Runtime.getRuntime().halt(3); return \"\""));

    until(() -> loop.get("/hello").body().contains("application-ended"));
    assertThat(loop.page("/hello")).contains("exit code 3");
    serve("back");
  }

  @Test
  void a_start_that_fails_says_why() throws Exception {
    save(HELLO.replace("\"/hello\"", "\"/{\""));
    until(() -> loop.get("/hello").body().contains("start-failure"));
    assertThat(loop.page("/hello")).contains("App.java");

    save(
        HELLO.replace(
            "void main(String... args) {",
            "void main(String... args) {\n"
                + "    if (true) { throw new IllegalStateException(\"no database\"); }"));

    until(() -> loop.page("/hello").contains("no database"));
    serve("with a database");
  }

  @Test
  void no_request_fails_while_the_application_is_exchanged() throws Exception {
    serve("version 0");
    var stop = new AtomicBoolean();
    var answers = new ConcurrentHashMap<String, Integer>();
    var users = new ArrayList<Thread>();
    for (var i = 0; i < 3; i++) {
      users.add(
          Thread.startVirtualThread(() -> {
            while (!stop.get()) {
              try {
                var response = loop.get("/hello");
                answers.merge(response.statusCode() + " " + response.body(), 1, Integer::sum);
                Thread.sleep(5);
              } catch (Exception failure) {
                answers.merge(failure.toString(), 1, Integer::sum);
              }
            }
          }));
    }
    for (var i = 1; i <= 3; i++) {
      serve("version " + i);
    }
    until(() -> answers.containsKey("200 version 3"));
    stop.set(true);
    for (var user : users) {
      user.join();
    }

    assertThat(answers.keySet()).allMatch(answer -> answer.matches("200 version [0123]"));
  }

  @Test
  void a_request_that_a_process_has_begun_is_finished_by_it() throws Exception {
    var hello =
        HELLO.replace("void main", "@Get(\"/version\") int version() { return 1; }\n\nvoid main");
    save(
        hello.replace(
            "return \"first\";",
            """
            try {
                    java.nio.file.Files.writeString(java.nio.file.Path.of("begun"), "");
                    while (!java.nio.file.Files.exists(java.nio.file.Path.of("go"))) {
                      Thread.sleep(10);
                    }
                  } catch (Exception failure) {
                    return failure.toString();
                  }
                  return "first";\
            """));
    loop.untilBody("/version", "1");
    var begun = loop.client().sendAsync(loop.request("/hello"), BodyHandlers.ofString());
    until(() -> Files.exists(folder.resolve("begun")));

    save(hello.replace("return 1", "return 2"));
    loop.untilBody("/version", "2");
    assertThat(begun.isDone()).isFalse();
    loop.save("go", "");

    assertThat(begun.get(60, TimeUnit.SECONDS).body()).isEqualTo("first");
  }

  @Test
  void browsers_hear_of_a_reload_and_pages_have_the_script() throws Exception {
    save(
        HELLO.replace(
            "String hello() {\n  return \"first\";",
            "dev.lodestar.http.Response<String> hello() {\n"
                + "  return dev.lodestar.http.Response.html(\"<p>first\");"));
    until(() -> loop.page("/hello").startsWith("<p>first"));
    assertThat(loop.page("/hello")).contains("/__lodestar/dev.js");
    var response =
        loop.client().send(loop.request("/__lodestar/dev/events"), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      var events = new BufferedReader(new InputStreamReader(body, UTF_8));
      assertThat(events.readLine()).isEqualTo("retry: 300");
      var before = version(events);

      serve("reloaded");

      assertThat(version(events)).isGreaterThan(before);
    }
  }

  /// The version of the next event; comments keep the connection alive while compiling takes long.
  private static int version(BufferedReader events) throws IOException {
    var event = events.readLine();
    while (event.isEmpty() || event.startsWith(":")) {
      event = events.readLine();
    }
    assertThat(event).startsWith("data: {\"version\":").endsWith("}");
    return Integer.parseInt(event.substring("data: {\"version\":".length(), event.length() - 1));
  }

  @Test
  void a_process_that_stands_by_and_is_killed_is_replaced_when_it_is_needed() throws Exception {
    var before = loop.applications();
    save(HELLO.replace("\"first\"", "\"process \" + ProcessHandle.current().pid()"));
    until(() -> loop.get("/hello").body().startsWith("process "));
    var serving = loop.get("/hello").body();
    until(() -> standby(before, serving).isPresent());

    standby(before, serving).orElseThrow().destroyForcibly();
    loop.line("dev The process that stood by has ended");

    serve("without one");
  }

  /// The process that has been started since, and does not serve.
  private static Optional<ProcessHandle> standby(List<ProcessHandle> before, String serving) {
    return loop.applications().stream()
        .filter(process -> !before.contains(process))
        .filter(process -> !serving.equals("process " + process.pid()))
        .findAny();
  }
}
