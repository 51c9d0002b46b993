package dev.lodestar.cli;

import static dev.lodestar.cli.DevLoop.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What `lodestar dev` can be started with, and how it ends.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DevStartTest {
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

  private void save(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    DevLoop.save(file, text);
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
    try (var loop = DevLoop.start(folder, folder.toString())) {
      assertThat(loop.get("/dev").body()).isEqualTo("11a");

      save("shop/Text.java", "package shop; class Text { static String of() { return \"b\"; } }");

      loop.untilBody("/dev", "11b");
    }
  }

  @Test
  void classes_that_an_ide_compiles_are_picked_up() throws Exception {
    save(
        "src/App.java",
        "public class App { public static void main(String[] a) {"
            + " dev.lodestar.Lodestar.app().get(\"/v\", r -> dev.lodestar.http.Response.text(\"1\"))"
            + ".build().serve(); } }");
    compile();
    var classes = folder.resolve("out").toString();
    try (var loop =
        DevLoop.start(folder, "--no-compile", "--class", "App", "--class-path", classes)) {
      assertThat(loop.get("/v").body()).isEqualTo("1");

      save("src/App.java", Files.readString(folder.resolve("src/App.java")).replace("1", "2"));
      compile();

      loop.untilBody("/v", "2");
    }
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
  void what_a_killed_loop_leaves_is_gone_with_the_next_one() throws Exception {
    save("App.java", HELLO);
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var options = List.of("-Djava.io.tmpdir=" + temporary);
    var left = new ArrayList<Path>();
    try (var loop = DevLoop.startWith(options, folder, "App.java")) {
      until(() -> loop.applications().size() == 2);
      left.addAll(loopFolders(temporary));
      assertThat(left).hasSize(1);

      loop.kill();

      until(() -> loop.applications().isEmpty());
    }
    try (var next = DevLoop.startWith(options, folder, "App.java")) {
      until(() -> !Files.exists(left.getFirst()));
      assertThat(loopFolders(temporary)).hasSize(1);
      // One that ends while it starts a process may leave the folder of that one.
      until(() -> next.applications().size() == 2);
    }
    assertThat(loopFolders(temporary)).isEmpty();
  }

  @Test
  void a_loop_that_runs_keeps_its_files_when_another_one_starts() throws Exception {
    save("App.java", HELLO);
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var options = List.of("-Djava.io.tmpdir=" + temporary);
    try (var loop = DevLoop.startWith(options, folder, "App.java")) {
      var mine = loopFolders(temporary).getFirst();
      try (var other = DevLoop.startWith(options, folder, "App.java")) {
        assertThat(other.get("/hello").body()).isEqualTo("first");
        until(() -> loopFolders(temporary).size() == 2);
        until(() -> other.applications().size() == 4); // two of each loop
      }
      assertThat(loopFolders(temporary)).containsExactly(mine);
      save("App.java", HELLO.replace("first", "second"));
      loop.untilBody("/hello", "second");
    }
  }

  private static List<Path> loopFolders(Path temporary) throws IOException {
    try (var all = Files.list(temporary)) {
      return all.filter(each -> each.getFileName().toString().startsWith("lodestar-dev")).toList();
    }
  }
}
