package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the hello of the examples loads until it has answered: every class costs each start of each
/// application. Counted in a process of its own.
///
/// When it fails, look at what has grown; a class that a hello does not need belongs behind the
/// first use of what needs it. Where it is needed, raise the budget, and say why in the commit.
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class ClassBudgetTest {
  private static final Path HELLO = Launch.REPOSITORY.resolve("examples/hello/App.java");

  /// All classes, those of the virtual machine's own start included (about 450).
  private static final int ALL = 3_100;

  /// By the beginning of their names; what is not here has no budget of its own.
  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "dev.lodestar.json.", 12,
          "dev.lodestar.", 540,
          "io.netty.", 520,
          "org.slf4j.", 0,
          "jdk.proxy", 6);

  /// What a hello that says a text has no use for.
  private static final List<String> NEVER =
      List.of(
          "ch.qos.",
          "com.fasterxml.",
          "dev.lodestar.coding.",
          "dev.lodestar.configuration.",
          "dev.lodestar.document.DocumentAssembly",
          "dev.lodestar.example.",
          "dev.lodestar.form.MultipartReader",
          "dev.lodestar.generate.ReaderClass",
          "dev.lodestar.generate.WriterClass",
          "dev.lodestar.messagepack.",
          "dev.lodestar.openapi.ui.",
          "dev.lodestar.packaging.",
          "dev.lodestar.schema.",
          "dev.lodestar.server.http2.",
          "dev.lodestar.server.tls.",
          "dev.lodestar.server.websocket.",
          "dev.lodestar.secret.",
          "dev.lodestar.startup.StartReport",
          "dev.lodestar.toml.",
          "io.netty.handler.codec.http2.",
          "io.netty.handler.ssl.",
          "java.net.http.",
          "java.time.format.",
          "javax.net.ssl.",
          "jdk.jfr.EventType",
          "jdk.jfr.internal.TypeLibrary",
          "org.slf4j.",
          "picocli.");

  @TempDir static Path folder;
  private static List<String> loaded = List.of();

  @BeforeAll
  static void start() throws Exception {
    var classes = Files.createDirectory(folder.resolve("classes"));
    var dist = Launch.REPOSITORY.resolve("bundle/target/dist/lodestar.jar");
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(
            compiler.run(
                null, null, null, "-g", "-cp", dist + "", "-d", classes + "", HELLO.toString()))
        .isZero();
    var log = folder.resolve("classes.log");
    var command =
        List.of(
            "env",
            "LODESTAR_PORT=0",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Xlog:class+load=info:file=" + log,
            "-cp",
            classes + File.pathSeparator + dist,
            "App");
    try (var hello = RunningExample.start(command, folder)) {
      assertThat(hello.get("/greet?name=Bob").body()).isEqualTo("Hi, Bob!");
      loaded = names(log);
      hello.terminate();
    }
  }

  private static List<String> names(Path log) throws IOException {
    var names = new ArrayList<String>();
    for (var line : Files.readAllLines(log)) {
      var source = line.indexOf(" source: ");
      if (source > 0) {
        names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
      }
    }
    return names;
  }

  @Test
  void the_whole_stays_in_its_budget() {
    assertThat(loaded).hasSizeGreaterThan(1_000);
    assertThat(loaded.size()).as(() -> "classes by package:\n" + byPackage()).isLessThan(ALL);
  }

  @Test
  void every_part_stays_in_its_budget() {
    BUDGETS.forEach((start, budget) ->
        assertThat(loaded.stream().filter(name -> name.startsWith(start)).count())
            .as(() -> "classes of " + start + "*\n" + byPackage())
            .isLessThanOrEqualTo(budget));
  }

  @Test
  void what_a_hello_does_not_use_is_not_loaded() {
    assertThat(loaded.stream().filter(name -> NEVER.stream().anyMatch(name::startsWith)).toList())
        .isEmpty();
  }

  private static String byPackage() {
    var counts = new TreeMap<String, Integer>();
    for (var name : loaded) {
      var bare = name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/'));
      counts.merge(bare.substring(0, Math.max(0, bare.lastIndexOf('.'))), 1, Integer::sum);
    }
    var lines = new ArrayList<String>();
    counts.forEach((part, count) -> lines.add("  " + count + " " + part));
    return String.join("\n", lines);
  }
}
