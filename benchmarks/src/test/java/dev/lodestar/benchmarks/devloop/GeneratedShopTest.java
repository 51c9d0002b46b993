package dev.lodestar.benchmarks.devloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The application that developer loops are measured with.
class GeneratedShopTest {
  private static final Path SKELETONS = Path.of("frameworks/devloop");

  @TempDir Path folder;

  private GeneratedShop shop(String name, String sources) throws IOException {
    var shop = new GeneratedShop(SKELETONS.resolve(name), sources, folder, 50);
    shop.write();
    return shop;
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"lodestar,''", "quarkus,src/main/java", "spring-boot,src/main/java"})
  void every_edit_changes_one_file_and_says_what_shows_it(String name, String sources)
      throws IOException {
    var shop = shop(name, sources);

    var body = shop.body();
    var nextBody = shop.body();
    var route = shop.route();
    var nextRoute = shop.route();
    var component = shop.component();
    var nextComponent = shop.component();

    var controller = Files.readString(body.files().getFirst());
    assertThat(body.files()).isEqualTo(nextBody.files()).isEqualTo(route.files());
    assertThat(body.text()).isEqualTo("version 1");
    assertThat(controller)
        .contains("text() {\n    return \"version 2\";")
        .contains("route1() {\n    return \"route 1\";")
        .contains("route2() {\n    return \"route 2\";")
        .doesNotContain("version 1");
    assertThat(route.path()).isEqualTo("/things7/route1");
    assertThat(nextRoute.text()).isEqualTo("route 2");
    assertThat(Files.readString(component.files().getFirst()))
        .contains("List<String> tags, String note1, String note2) {")
        .contains("(name, count, tags, \"note 1\", \"note 2\");");
    assertThat(nextComponent.text()).isEqualTo("\"note 2\"");
  }

  @Test
  void there_are_as_many_classes_as_are_asked_for_and_they_compile_after_edits()
      throws IOException {
    var shop = shop("lodestar", "");
    shop.body();
    shop.route();
    shop.component();
    assertThat(sources()).hasSize(50);

    var arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    sources().forEach(source -> arguments.add(source.toString()));
    var compiler = ToolProvider.getSystemJavaCompiler();

    assertThat(compiler.run(null, null, null, arguments.toArray(new String[0]))).isZero();
  }

  @Test
  void an_application_that_lacks_what_is_edited_is_refused() {
    assertThatThrownBy(() -> new GeneratedShop(SKELETONS.resolve("lodestar"), "", folder, 33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("33")
        .hasMessageContaining("34");
  }
}
