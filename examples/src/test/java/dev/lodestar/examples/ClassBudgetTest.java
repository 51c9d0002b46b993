package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  /// All classes, those of the virtual machine's own start included (about 450), as our scripts
  /// start it. Netty links native `malloc` then, which is most of the difference.
  private static final int ALL = 2_840;

  /// The same without any option, as `java -cp` starts it.
  private static final int PLAIN = 2_499;

  /// By the beginning of their names; what is not here has no budget of its own.
  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "dev.lodestar.json.", 4,
          "dev.lodestar.", 490,
          "io.netty.", 445,
          "org.slf4j.", 0,
          "jdk.proxy", 5);

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
          "io.netty.buffer.Adaptive",
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
  private static List<String> plain = List.of();

  @BeforeAll
  static void start() throws Exception {
    loaded = HelloClasses.loaded(folder, HelloClasses.OPTIONS_OF_SCRIPTS);
    plain = HelloClasses.loaded(folder, List.of());
  }

  @Test
  void the_whole_stays_in_its_budget() {
    assertThat(loaded).hasSizeGreaterThan(1_000);
    assertThat(loaded.size())
        .as(() -> "classes by package:\n" + byPackage(loaded))
        .isLessThanOrEqualTo(ALL);
  }

  @Test
  void without_options_there_are_fewer() {
    assertThat(plain).hasSizeGreaterThan(1_000);
    assertThat(plain.size())
        .as(() -> "classes by package:\n" + byPackage(plain))
        .isLessThanOrEqualTo(PLAIN);
  }

  @Test
  void every_part_stays_in_its_budget() {
    BUDGETS.forEach((start, budget) ->
        assertThat(loaded.stream().filter(name -> name.startsWith(start)).count())
            .as(() -> "classes of " + start + "*\n" + byPackage(loaded))
            .isLessThanOrEqualTo(budget));
  }

  @Test
  void what_a_hello_does_not_use_is_not_loaded() {
    assertThat(loaded.stream().filter(name -> NEVER.stream().anyMatch(name::startsWith)).toList())
        .isEmpty();
  }

  private static String byPackage(List<String> names) {
    var counts = new TreeMap<String, Integer>();
    for (var name : names) {
      var bare = name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/'));
      counts.merge(bare.substring(0, Math.max(0, bare.lastIndexOf('.'))), 1, Integer::sum);
    }
    var lines = new ArrayList<String>();
    counts.forEach((part, count) -> lines.add("  " + count + " " + part));
    return String.join("\n", lines);
  }
}
