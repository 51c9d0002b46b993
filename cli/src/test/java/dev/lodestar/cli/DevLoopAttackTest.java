package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `lodestar dev` with applications that do not behave: real processes, real files.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DevLoopAttackTest {
  private static final String HELLO =
      """
      import dev.lodestar.*;

      @Get("/hello")
      String hello() {
        return "first";
      }

      void main(String... args) throws Exception {
        // before
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private JavaProcess loop;
  private String uri = "";

  @AfterEach
  void end() throws Exception {
    client.shutdownNow();
    loop.terminate();
    try {
      loop.outcome();
    } finally {
      loop.close();
    }
    until(() -> alive(mark()).isEmpty());
  }

  /// Something of the command line that no other test has.
  private String mark() {
    return "-Dmark=" + folder.getFileName();
  }

  private static List<ProcessHandle> alive(String words) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(words))
        .filter(process -> !process.info().commandLine().orElse("").contains(Main.class.getName()))
        .toList();
  }

  private void save(String text) throws IOException {
    DevLoop.save(folder.resolve("App.java"), text);
  }

  private void start() throws IOException {
    loop =
        JavaProcess.start(
            folder, Map.of("JAVA_OPTS", mark()), List.of(), "dev", "App.java", "--port", "0");
    var line = loop.line("dev ");
    while (!line.contains("serves http")) {
      line = loop.line("dev ");
    }
    uri = line.substring(line.indexOf("http")).split("[ ,]", 2)[0];
  }

  private String get(String path) throws Exception {
    return client
        .send(HttpRequest.newBuilder(URI.create(uri + path)).build(), BodyHandlers.ofString())
        .body();
  }

  /// Between two processes nobody listens there.
  private String answerOrNothing(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException nobody) {
      return "";
    }
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It has not become so.");
      }
      Thread.sleep(20);
    }
  }

  /// The command line of a process that no other test starts, here or elsewhere on the machine.
  private String sleep() {
    return "sleep 1000." + Integer.toUnsignedString(folder.hashCode());
  }

  /// A statement that starts it.
  private String sleeper() {
    return "new ProcessBuilder(\"%s\", \"%s\").start();"
        .formatted((Object[]) sleep().split(" ", -1));
  }

  private static String before(String statement) {
    return HELLO.replace("// before", statement);
  }

  /// A server of the application with a port of its own, besides the one that browsers see.
  private static String withSecondServer(int port, String text) {
    return HELLO
        .replace("first", text)
        .replace(
            "Lodestar.run(this, args);",
            """
            var app = Lodestar.app().routes(this).build();
              var first = app.start();
              var second = Lodestar.app().get("/", r -> dev.lodestar.http.Response.text("%s"))
                  .build()
                  .start(dev.lodestar.engine.ServerOptions.defaults().withPort(%d));
              first.awaitStop();
              second.close();\
            """
                .formatted(text, port));
  }

  @Test
  void an_application_with_a_second_port_is_reloaded() throws Exception {
    var port = FreePort.find();
    save(withSecondServer(port, "first"));
    start();
    assertThat(get("/hello")).isEqualTo("first");

    for (var text : List.of("second", "third")) {
      save(withSecondServer(port, text));
      until(() -> get("/hello").equals(text));
      var beside = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
      until(() -> text.equals(answerOrNothing(beside)));
    }
  }

  @Test
  void an_application_that_locks_a_file_is_reloaded() throws Exception {
    var locking =
        """
        var lock = java.nio.channels.FileChannel.open(
                java.nio.file.Path.of("db.lock"),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE).tryLock();
          if (lock == null) {
            throw new IllegalStateException("The file is locked.");
          }\
        """;
    save(before(locking));
    start();

    save(before(locking).replace("first", "second"));
    until(() -> get("/hello").equals("second"));
    loop.line("dev The application needs something that the version before still has");
    save(before(locking).replace("first", "third"));
    until(() -> get("/hello").equals("third"));
  }

  @Test
  void output_without_an_end_of_a_line_is_shown_and_held_by_nobody() throws Exception {
    save(
        before(
            "for (var i = 0; i < 3_000; i++) { System.out.print(\"x\".repeat(10_000)); }"
                + " System.out.println(\" done\");"));
    loop =
        JavaProcess.start(
            folder,
            Map.of("JAVA_OPTS", mark()),
            List.of("-Xmx64m"),
            "dev",
            "App.java",
            "--port",
            "0");

    loop.line("dev The application serves");
  }

  @Test
  void processes_that_the_application_has_started_end_with_it() throws Exception {
    save(before(sleeper()));
    start();
    until(() -> alive(sleep()).size() == 1);
    var first = alive(sleep()).getFirst();

    save(before(sleeper()).replace("first", "second"));
    until(() -> get("/hello").equals("second"));
    until(() -> !first.isAlive());
    var second = alive(sleep());
    assertThat(second).hasSize(1);
    loop.terminate();
    until(() -> !second.getFirst().isAlive());
  }

  /// Killing is what is looked at, not how long it is waited for.
  private void stopWithinASecond() throws IOException {
    Files.writeString(folder.resolve("lodestar.toml"), "[dev]\nstopTimeout = \"1s\"\n");
  }

  @Test
  void a_killed_loop_leaves_nothing_of_an_application_that_does_not_want_to_end() throws Exception {
    stopWithinASecond();
    save(
        before(
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> {"
                + " while (true) { try { Thread.sleep(1000); } catch (Exception e) {} } }));"
                + sleeper()));
    start();
    until(() -> alive(sleep()).size() == 1);

    loop.kill();

    until(() -> alive(sleep()).isEmpty());
    until(() -> alive(mark()).isEmpty());
  }

  @Test
  void a_process_that_ignores_its_end_is_replaced_and_killed() throws Exception {
    stopWithinASecond();
    save(
        before(
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> {"
                + " while (true) { try { Thread.sleep(1000); } catch (Exception e) {} } }));"));
    start();
    until(() -> alive(mark()).size() == 2);
    // The other one stands by since the first has served.
    var stubborn =
        alive(mark()).stream()
            .min(Comparator.comparing(each -> each.info().startInstant().orElseThrow()));
    save(HELLO.replace("first", "second"));

    until(() -> get("/hello").equals("second"));
    until(() -> !stubborn.orElseThrow().isAlive());
  }

  @Test
  void a_start_that_hangs_is_told_and_the_next_edit_gets_through() throws Exception {
    save(HELLO);
    start();

    save(before("while (args != null) { Thread.sleep(1000); }"));
    loop.line("dev The application has not served anything for");
    save(HELLO.replace("first", "second"));

    until(() -> get("/hello").equals("second"));
  }

  @Test
  void a_file_that_is_saved_again_and_again_is_served_as_it_was_saved_last() throws Exception {
    save(HELLO);
    start();

    for (var i = 0; i < 40; i++) {
      Files.writeString(folder.resolve("App.java"), HELLO.replace("first", "version " + i));
      Thread.sleep(i % 7 * 5L);
    }

    until(() -> get("/hello").equals("version 39"));
  }

  @Test
  void a_second_loop_beside_the_first_runs_as_well() throws Exception {
    save(HELLO);
    start();
    var other =
        JavaProcess.start(
            folder, Map.of("JAVA_OPTS", mark()), List.of(), "dev", "App.java", "--port", "0");
    try {
      var line = other.line("dev The application serves");

      save(HELLO.replace("first", "second"));

      until(() -> get("/hello").equals("second"));
      uri = line.substring(line.indexOf("http")).split("[ ,]", 2)[0];
      until(() -> get("/hello").equals("second"));
    } finally {
      other.terminate();
      other.outcome();
      other.close();
    }
  }
}
