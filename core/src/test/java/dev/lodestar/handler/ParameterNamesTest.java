package dev.lodestar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterNamesTest {

  private static final String SHOP =
      """
      package shop;

      public class Shop {
        public record Item(String sku, long price) {}
        static int total(long first, double second, int third) {
          int local = 1;
          return local;
        }
        String get(String sku, int... sizes) {
          String other = sku;
          return other;
        }
        abstract static class Base {
          abstract String find(String key);
        }
      }
      """;

  @TempDir private Path folder;

  private List<Optional<String>> namesOf(Class<?> type, String method) {
    return handler(type, method).parameters().stream().map(HandlerParameter::name).toList();
  }

  private static HandlerMethod handler(Class<?> type, String method) {
    return new HandlerMethods().of(type, m -> m.getName().equals(method)).getFirst();
  }

  private void assertAllNamed(String... options) throws IOException, ClassNotFoundException {
    try (var loader = Compilation.load(folder, Map.of("shop/Shop.java", SHOP), options)) {
      Class<?> shop = loader.loadClass("shop.Shop");
      assertThat(namesOf(shop, "total"))
          .containsExactly(Optional.of("first"), Optional.of("second"), Optional.of("third"));
      assertThat(namesOf(shop, "get")).containsExactly(Optional.of("sku"), Optional.of("sizes"));
    }
  }

  @Test
  void names_come_from_the_parameter_table() throws Exception {
    assertAllNamed("-parameters", "-g:none");
  }

  @Test
  void names_come_from_the_variable_table() throws Exception {
    assertAllNamed("-g");
  }

  @Test
  void without_tables_there_are_no_names_and_a_problem_that_says_what_to_do() throws Exception {
    try (var loader = Compilation.load(folder, Map.of("shop/Shop.java", SHOP), "-g:none")) {
      var get = handler(loader.loadClass("shop.Shop"), "get");

      assertThat(get.parameters())
          .extracting(HandlerParameter::name)
          .containsOnly(Optional.empty());
      assertThat(get).hasToString("Shop.get(String, int[])");
      var problem = get.missingName(get.parameters().get(1));
      assertThat(problem.code()).isEqualTo("parameter-name-missing");
      assertThat(problem.subject()).isEqualTo("Shop.get(String, int[])");
      assertThat(problem.location()).contains("Shop.class");
      assertThat(problem.what()).contains("parameter 2, of type int[]").contains("Shop");
      assertThat(problem.fix()).contains("\"-g\"", "\"-parameters\"", "annotation");
    }
  }

  @Test
  void an_abstract_method_needs_the_parameter_table() throws Exception {
    try (var loader = Compilation.load(folder, Map.of("shop/Shop.java", SHOP), "-g")) {
      var find = handler(loader.loadClass("shop.Shop$Base"), "find");

      assertThat(find.parameters().getFirst().name()).isEmpty();
      assertThat(find.missingName(find.parameters().getFirst()).fix())
          .startsWith("Compile with \"-parameters\"");
    }
  }

  @Test
  void lines_alone_give_a_location_and_no_names() throws Exception {
    try (var loader = Compilation.load(folder, Map.of("shop/Shop.java", SHOP), "-g:source,lines")) {
      var total = handler(loader.loadClass("shop.Shop"), "total");

      assertThat(total.location()).hasToString("Shop.java:6");
      assertThat(total.parameters().getFirst().name()).isEmpty();
    }
  }

  @Test
  void a_class_without_lines_is_located_in_its_source_file() throws Exception {
    try (var loader = Compilation.load(folder, Map.of("shop/Shop.java", SHOP), "-g:source")) {
      assertThat(handler(loader.loadClass("shop.Shop"), "total").location())
          .hasToString("Shop.java");
    }
  }

  @Test
  void a_class_file_that_cannot_be_read_only_lacks_names_and_lines() throws Exception {
    try (var loader = Compilation.load(folder, Map.of("shop/Shop.java", SHOP), "-g")) {
      var total = handler(loader.loadClass("shop.Shop"), "total");
      Files.writeString(folder.resolve("shop/Shop.class"), "no class file");

      assertThat(total.parameters().getFirst().name()).isEmpty();
      assertThat(total.location()).hasToString("Shop.class");
    }
  }

  @Test
  void a_compact_source_file_is_read_when_the_launcher_runs_it() throws Exception {
    Path app = folder.resolve("App.java");
    Files.writeString(
        app,
        """
        import dev.lodestar.handler.*;
        import dev.lodestar.report.StartupProblem;
        import org.jspecify.annotations.Nullable;

        record Item(String sku) {}

        /// Greets someone.
        @Deprecated
        String greet(@Nullable String name, java.util.List<String> titles, int... counts) {
          return "Hi, " + name + titles + counts.length;
        }

        @Deprecated
        String greet(Item item, long price) { return item.sku() + price; }

        class Nested {
          @Deprecated
          static int twice(int number) {
            return 2 * number;
          }
        }

        void main() throws Throwable {
          var problems = new ArrayList<StartupProblem>();
          var methods = new HandlerMethods();
          var handlers = new ArrayList<HandlerMethod>();
          handlers.addAll(methods.of(getClass(), m -> m.isAnnotationPresent(Deprecated.class)));
          handlers.addAll(methods.of(Nested.class, m -> m.isAnnotationPresent(Deprecated.class)));
          for (var handler : handlers) {
            IO.println(handler + " at " + handler.location() + " " + handler.documentation().strip());
          }
          IO.println(handlers.getFirst().parameters().getFirst().isNullable());
          var invokers = Invokers.generate(handlers, problems);
          IO.println(invokers.get(0).invoke(this, new Object[] {"Bob", List.of("Dr"), new int[2]}));
          IO.println(invokers.get(1).invoke(this, new Object[] {new Item("a"), 5L}));
          IO.println(invokers.get(2).invoke(null, new Object[] {21}));
          IO.println(problems);
        }
        """);

    assertThat(launch(app))
        .isEqualTo(
            """
            App.greet(String name, List<String> titles, int[] counts) at App.java:9 Greets someone.
            App.greet(Item item, long price) at App.java:14
            Nested.twice(int number) at App.java:18
            true
            Hi, Bob[Dr]2
            a5
            42
            []
            """);
  }

  @Test
  void other_files_of_a_launched_source_tree_are_read_too() throws Exception {
    Files.createDirectories(folder.resolve("shop/web"));
    Files.writeString(
        folder.resolve("shop/Main.java"),
        """
        package shop;

        import dev.lodestar.handler.*;

        class Main {
          static void main() {
            IO.println(new HandlerMethods().of(shop.web.Items.class, m -> true));
          }
        }
        """);
    Files.writeString(
        folder.resolve("shop/web/Items.java"),
        """
        package shop.web;

        public class Items {
          String get(String sku) {
            return sku;
          }
        }
        """);

    assertThat(launch(folder.resolve("shop/Main.java"))).isEqualTo("[Items.get(String sku)]\n");
  }

  /// Runs a file with the JDK that runs this test and returns what it printed.
  private static String launch(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return output.replaceAll(" *\\R", "\n");
    } finally {
      process.destroyForcibly();
    }
  }
}
