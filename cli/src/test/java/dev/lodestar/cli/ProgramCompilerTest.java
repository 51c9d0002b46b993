package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCompilerTest {
  @TempDir Path folder;
  private Sources sources;

  @BeforeEach
  void start() {
    sources = new Sources(folder);
  }

  private String javacSays(Path file) {
    var text = new StringWriter();
    var out = new PrintWriter(text, true);
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(out, out, "-d", folder.resolve("out").toString(), file.toString());
    return text.toString();
  }

  @Test
  void errors_are_printed_exactly_as_javac_prints_them() throws Exception {
    var file =
        sources.write(
            "App.java",
            """
            String greet(String name) {
              return "Hi, " + nam;
            }

            void main() {
              int count = "x";
            }
            """);

    assertThat(sources.compile(file, false)).isEmpty();
    assertThat(sources.messages())
        .isEqualTo(javacSays(file))
        .contains("App.java:2: error: cannot find symbol", "2 errors");
  }

  @Test
  void a_syntax_error_is_printed_exactly_as_javac_prints_it() throws Exception {
    var file = sources.write("App.java", "void main( {\n}\n");

    assertThat(sources.compile(file, false)).isEmpty();
    assertThat(sources.messages()).isEqualTo(javacSays(file)).contains("App.java:1: error:");
  }

  @Test
  void a_file_that_is_not_utf8_is_an_error() throws Exception {
    var file = folder.resolve("App.java");
    Files.write(file, new byte[] {'/', '/', (byte) 0xFF, '\n'});

    assertThat(sources.compile(file, false)).isEmpty();
    assertThat(sources.messages())
        .isEqualTo(javacSays(file))
        .contains("App.java:1: error: unmappable character (0xFF) for encoding UTF-8", "1 error");
  }

  @Test
  void warnings_are_off() throws Exception {
    var file = sources.write("App.java", WITH_WARNINGS);

    assertThat(sources.compile(file, false)).isPresent();
    assertThat(sources.messages()).isEmpty();
  }

  @Test
  void warnings_are_printed_when_they_are_asked_for() throws Exception {
    var file = sources.write("App.java", WITH_WARNINGS);

    assertThat(sources.compile(file, true)).isPresent();
    assertThat(sources.messages()).contains("warning: [rawtypes]", "warning: [unchecked]");
  }

  private static final String WITH_WARNINGS =
      """
      void main() {
        List list = new ArrayList();
        list.add(Thread.currentThread().getId());
      }
      """;

  @Test
  void a_compact_source_file_declares_the_class_named_like_it() throws Exception {
    var program =
        sources.compile(sources.write("App.java", "void main() {}\nrecord Point(int x) {}\n"));

    assertThat(program.topLevelClasses()).containsExactly("App");
    assertThat(program.classes()).containsOnlyKeys("App", "App$Point");
  }

  @Test
  void the_classes_of_a_file_need_not_be_named_like_it() throws Exception {
    var program =
        sources.compile(
            sources.write("hello.java", "public class First {}\n;\ninterface Second {}\n"));

    assertThat(program.topLevelClasses()).containsExactly("First", "Second");
  }

  @Test
  void other_source_files_of_the_folder_are_compiled_when_they_are_used() throws Exception {
    sources.write("Used.java", "class Used {}");
    sources.write("Unused.java", "class Unused { broken }");
    var program = sources.compile(sources.write("App.java", "void main() { new Used(); }"));

    assertThat(program.classes()).containsOnlyKeys("App", "Used");
    assertThat(program.inputs().sources())
        .containsOnlyKeys(folder.resolve("App.java"), folder.resolve("Used.java"));
  }

  @Test
  void packages_start_above_the_folder_that_is_named_like_the_package() throws Exception {
    sources.write("shop/model/Item.java", "package shop.model; public record Item(int id) {}");
    var file =
        sources.write(
            "shop/web/App.java",
            """
            package shop.web;
            import shop.model.Item;
            class App { static void main() { new Item(1); } }
            """);
    var program = sources.compile(file);

    assertThat(program.root()).contains(folder);
    assertThat(program.topLevelClasses()).containsExactly("shop.web.App");
    assertThat(program.classes()).containsOnlyKeys("shop.web.App", "shop.model.Item");
  }

  @Test
  void a_file_outside_the_folder_of_its_package_stands_alone() throws Exception {
    sources.write("Other.java", "package shop; class Other {}");
    var alone = sources.compile(sources.write("App.java", "package shop; class App {}"));

    assertThat(alone.root()).isEmpty();
    assertThat(alone.classes()).containsOnlyKeys("shop.App");
    var file = sources.write("Needs.java", "package shop; class Needs extends Other {}");
    assertThat(sources.compile(file, false)).isEmpty();
  }

  @Test
  void a_program_is_never_a_module() throws Exception {
    sources.write("module-info.java", "module shop { requires nothing.that.is.there; }");

    assertThat(sources.compile(sources.write("App.java", "void main() {}")).classes())
        .containsOnlyKeys("App");
  }

  @Test
  void an_error_in_another_source_file_is_printed() throws Exception {
    sources.write("Used.java", "class Used { int x = true; }");

    assertThat(sources.compile(sources.write("App.java", "void main() { new Used(); }"), false))
        .isEmpty();
    assertThat(sources.messages()).contains("Used.java:1: error: incompatible types");
  }

  @Test
  void the_class_path_of_the_process_is_seen() throws Exception {
    var file =
        sources.write("App.java", "import dev.lodestar.Lodestar;\nvoid main() { Lodestar.app(); }");

    assertThat(sources.compile(file).classes()).containsOnlyKeys("App");
  }
}
