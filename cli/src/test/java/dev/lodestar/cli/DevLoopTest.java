package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `lodestar dev` as a command: real processes, real files, real sockets.
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

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private JavaProcess loop;
  private String uri = "";

  @AfterEach
  void end() {
    client.shutdownNow(); // open streams would be waited for
    if (loop != null) {
      loop.terminate();
      try {
        loop.outcome();
      } catch (IOException | InterruptedException failure) {
        throw new AssertionError(failure);
      } finally {
        loop.close();
      }
      assertThat(left()).isEmpty();
    }
  }

  /// Processes of the loop that are still there.
  private List<String> left() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(Standby.class.getName()) && line.contains(mark()))
        .toList();
  }

  /// Something of the command line that no other test has.
  private String mark() {
    return "-Dmark=" + folder.getFileName();
  }

  private void save(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void start(String... arguments) throws IOException {
    var all = new ArrayList<>(List.of("dev", "--port", "0"));
    all.addAll(List.of(arguments));
    loop =
        JavaProcess.start(
            folder, Map.of("JAVA_OPTS", mark()), List.of(), all.toArray(new String[0]));
    var line = loop.line("dev ");
    while (!line.contains("serves http") && !line.contains("Until the application")) {
      line = loop.line("dev ");
    }
    uri = line.substring(line.indexOf("http")).split("[ ,]", 2)[0];
  }

  /// A handler that goes on when there is a file `go`, and makes `begun` before.
  private static String slow(String hello) {
    return hello.replace(
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
        """);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(uri + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private String page(String path) throws Exception {
    return client
        .send(request(path).header("Accept", "text/html").build(), BodyHandlers.ofString())
        .body();
  }

  /// Waits until something holds, since nobody knows when the loop looks at the files.
  private static void until(Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It has not become so.");
      }
      Thread.sleep(20);
    }
  }

  private void untilBody(String path, String body) throws Exception {
    until(() -> get(path).body().equals(body));
  }

  @Test
  void what_is_saved_is_served_and_what_is_wrong_is_shown_until_it_is_right() throws Exception {
    save("App.java", HELLO);
    start("App.java");
    assertThat(get("/hello").body()).isEqualTo("first");

    save("App.java", HELLO.replace("first", "second"));
    untilBody("/hello", "second");

    save("App.java", HELLO.replace("first\"", "third"));
    until(() -> get("/hello").statusCode() == 500);
    assertThat(get("/hello").body()).contains("compile-error", "App.java:5: error");
    assertThat(page("/hello")).contains("App.java:5: error", "/__lodestar/dev.js");

    save("App.java", HELLO.replace("first", "fourth"));
    untilBody("/hello", "fourth");

    // A new source, which is used, and a resource beside it.
    save("Words.java", "class Words { static String word() { return \"from another file\"; } }");
    save("App.java", HELLO.replace("\"first\"", "Words.word()"));
    untilBody("/hello", "from another file");

    // It ends by itself, and is started again with the next change.
    save("App.java", HELLO.replace("return \"first\"", "System.exit(3); return \"\""));
    until(() -> get("/hello").body().contains("application-ended"));
    assertThat(page("/hello")).contains("exit code 3");
    save("App.java", HELLO.replace("first", "back"));
    untilBody("/hello", "back");

    // A start that fails says why.
    save("App.java", HELLO.replace("\"/hello\"", "\"/{\""));
    until(() -> get("/hello").body().contains("start-failure"));
    assertThat(page("/hello")).contains("App.java");
    save(
        "App.java",
        HELLO.replace(
            "void main(String... args) {",
            "void main(String... args) {\n"
                + "    if (true) { throw new IllegalStateException(\"no database\"); }"));
    until(() -> page("/hello").contains("no database"));
    save("App.java", HELLO.replace("first", "last"));
    untilBody("/hello", "last");
  }

  @Test
  void no_request_fails_while_the_application_is_exchanged() throws Exception {
    save("App.java", HELLO);
    start("App.java");
    var stop = new java.util.concurrent.atomic.AtomicBoolean();
    var answers = new java.util.concurrent.ConcurrentHashMap<String, Integer>();
    var users = new ArrayList<CompletableFuture<Void>>();
    for (var i = 0; i < 3; i++) {
      users.add(
          CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
              try {
                var response = get("/hello");
                answers.merge(response.statusCode() + " " + response.body(), 1, Integer::sum);
                Thread.sleep(5);
              } catch (Exception failure) {
                answers.merge(failure.toString(), 1, Integer::sum);
              }
            }
          }));
    }
    for (var i = 1; i <= 3; i++) {
      var text = "version " + i;
      save("App.java", HELLO.replace("first", text));
      untilBody("/hello", text);
    }
    stop.set(true);
    users.forEach(CompletableFuture::join);

    assertThat(answers.keySet())
        .allMatch(answer -> answer.matches("200 (first|version [123])"))
        .contains("200 version 3");
  }

  @Test
  void a_request_that_a_process_has_begun_is_finished_by_it() throws Exception {
    var hello =
        HELLO.replace("void main", "@Get(\"/version\") int version() { return 1; }\n\nvoid main");
    save("App.java", slow(hello));
    start("App.java");
    var begun = client.sendAsync(request("/hello").build(), BodyHandlers.ofString());
    until(() -> Files.exists(folder.resolve("begun")));

    save("App.java", hello.replace("return 1", "return 2"));
    untilBody("/version", "2");
    assertThat(begun.isDone()).isFalse();
    save("go", "");

    assertThat(begun.get(20, TimeUnit.SECONDS).body()).isEqualTo("first");
  }

  @Test
  void browsers_hear_of_a_reload_and_pages_have_the_script() throws Exception {
    save(
        "App.java",
        HELLO.replace(
            "String hello() {\n  return \"first\";",
            "dev.lodestar.http.Response<String> hello() {\n"
                + "  return dev.lodestar.http.Response.html(\"<p>first\");"));
    start("App.java");
    assertThat(page("/hello")).startsWith("<p>first").contains("/__lodestar/dev.js");
    var response =
        client.send(request("/__lodestar/dev/events").build(), BodyHandlers.ofInputStream());
    try (InputStream events = response.body()) {
      var first = "retry: 300\n\ndata: {\"version\":1}\n\n";
      assertThat(new String(events.readNBytes(first.length()), UTF_8)).isEqualTo(first);

      save("App.java", HELLO);

      var next = "data: {\"version\":2}\n\n";
      assertThat(new String(events.readNBytes(next.length()), UTF_8)).isEqualTo(next);
    }
    assertThat(get("/hello").body()).isEqualTo("first");
  }

  @Test
  void a_process_that_stands_by_and_is_killed_is_replaced_when_it_is_needed() throws Exception {
    save("App.java", HELLO);
    start("App.java");
    until(() -> left().size() == 2);
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(mark()))
        .filter(process -> process.info().commandLine().orElse("").contains("Standby"))
        .max(java.util.Comparator.comparingLong(ProcessHandle::pid))
        .orElseThrow()
        .destroyForcibly();
    loop.line("dev The process that stood by has ended");

    save("App.java", HELLO.replace("first", "second"));

    untilBody("/hello", "second");
  }

  @Test
  void a_folder_with_sources_is_compiled_whole_and_keeps_its_configuration() throws Exception {
    save("lodestar.toml", "[app.shop]\ntitle = \"one\"\n");
    save(
        "shop/Main.java",
        """
        package shop;

        import dev.lodestar.Lodestar;
        import dev.lodestar.http.Response;

        public class Main {
          public static void main(String[] args) {
            var app = Lodestar.app().get("/dev", request -> Response.text(
                System.getenv("LODESTAR_DEV") + System.getenv("LODESTAR_DEBUG") + Text.of()))
                .build();
            Lodestar.run(app, args);
          }
        }
        """);
    save("shop/Text.java", "package shop; class Text { static String of() { return \"a\"; } }");
    start(folder.toString());
    assertThat(get("/dev").body()).isEqualTo("11a");

    save("shop/Text.java", "package shop; class Text { static String of() { return \"b\"; } }");

    untilBody("/dev", "11b");
  }

  @Test
  void classes_that_an_ide_compiles_are_picked_up() throws Exception {
    save(
        "src/App.java",
        "public class App { public static void main(String[] a) {"
            + " dev.lodestar.Lodestar.app().get(\"/v\", r -> dev.lodestar.http.Response.text(\"1\"))"
            + ".build().serve(); } }");
    compile();
    start("--no-compile", "--class", "App", "--class-path", folder.resolve("out").toString());
    assertThat(get("/v").body()).isEqualTo("1");

    save("src/App.java", Files.readString(folder.resolve("src/App.java")).replace("1", "2"));
    compile();

    untilBody("/v", "2");
  }

  private void compile() {
    var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
    assertThat(
            compiler.run(
                null,
                null,
                null,
                "-d",
                folder.resolve("out").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                folder.resolve("src/App.java").toString()))
        .isZero();
  }

  @Test
  void a_port_that_is_taken_is_told_before_anything_starts() throws Exception {
    save("App.java", HELLO);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var process =
          JavaProcess.start(
              folder,
              Map.of(),
              List.of(),
              "dev",
              "App.java",
              "--port",
              Integer.toString(taken.getLocalPort()));

      var outcome = process.outcome();

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err()).contains(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void ctrl_c_in_a_terminal_lets_the_application_finish_its_requests() throws Exception {
    save(
        "App.java",
        slow(HELLO)
            .replace(
                "void main(String... args) {",
                """
                void main(String... args) {
                  Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                      java.nio.file.Files.writeString(java.nio.file.Path.of("told"), "");
                    } catch (java.io.IOException failure) {
                      throw new java.io.UncheckedIOException(failure);
                    }
                  }));\
                """));
    loop =
        JavaProcess.startInSession(
            folder, Map.of("JAVA_OPTS", mark()), List.of(), "dev", "App.java", "--port", "0");
    var line = loop.line("dev The application serves http");
    uri = line.substring(line.indexOf("http")).split(" ", 2)[0];
    var begun = client.sendAsync(request("/hello").build(), BodyHandlers.ofString());
    until(() -> Files.exists(folder.resolve("begun")));

    loop.interruptAll();
    until(() -> Files.exists(folder.resolve("told")));
    Thread.sleep(300); // told a second time, it would break the request off
    assertThat(begun.isDone()).isFalse();
    save("go", "");

    assertThat(begun.get(20, TimeUnit.SECONDS).body()).isEqualTo("first");
    assertThat(loop.outcome().exitCode()).isEqualTo(130);
  }

  @Test
  void a_loop_that_is_killed_leaves_no_process() throws Exception {
    save("App.java", HELLO);
    start("App.java");
    until(() -> left().size() == 2);

    loop.kill();

    until(() -> left().isEmpty());
  }
}
