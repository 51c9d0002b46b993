package dev.lodestar.dev.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.dev.build.Module;
import dev.lodestar.dev.build.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the modules of a Gradle project are. Gradle itself is a script here, which prints what our
/// initialization script would.
@EnabledOnOs({OS.LINUX, OS.MAC})
class GradleProjectTest {
  @TempDir Path temporary;
  private Path folder;
  private final List<String> says = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    folder = temporary.toRealPath();
    Files.writeString(folder.resolve("settings.gradle"), "");
  }

  private Project read(String... lines) throws Exception {
    Files.writeString(folder.resolve("gradlew"), String.join("\n", lines) + "\n");
    return new GradleProject(folder, says::add).read();
  }

  private static String line(String project, String kind, String path) {
    return "printf 'lodestar-dev\\t" + project + "\\t" + kind + "\\t%s\\n' \"$PWD/" + path + "\"";
  }

  @Test
  void projects_are_modules_and_what_one_builds_is_no_library_of_another() throws Exception {
    var modules =
        read(
                "echo 'something else that a plugin prints'",
                line(":app", "folder", "app"),
                line(":app", "source", "app/src/main/java"),
                line(":app", "compile", "core/build/classes/java/main"),
                line(":app", "runtime", "core/build/libs/core.jar"),
                line(":app", "runtime", "lib/some.jar"),
                line(":core", "folder", "core"),
                line(":core", "source", "core/src/main/java"))
            .modules();

    assertThat(modules).extracting(Module::name).containsExactly(":core", ":app");
    assertThat(modules.getLast().uses()).containsExactly(0);
    assertThat(modules.getLast().runtimeLibraries())
        .containsExactly(folder.resolve("lib/some.jar"));
    assertThat(modules.getLast().sources()).containsExactly(folder.resolve("app/src/main/java"));
  }

  @Test
  void gradle_is_asked_with_a_script_of_ours() throws Exception {
    read(
        "test \"$2\" = --init-script || exit 1",
        "grep -q lodestarDevModel \"$3\" || exit 2",
        "test \"$4\" = lodestarDevModel || exit 3",
        line(":", "folder", ""));

    assertThat(says).hasSize(1);
  }

  @Test
  void what_gradle_complains_about_is_shown() {
    assertThatThrownBy(() -> read("echo 'Could not resolve a:b:1.'", "exit 1"))
        .isInstanceOfSatisfying(
            Project.UnreadableException.class,
            refused -> assertThat(refused.text()).isEqualTo("Could not resolve a:b:1."));
  }

  @Test
  void a_build_without_java_says_what_is_missing() {
    assertThatThrownBy(() -> read("echo nothing")).hasMessageContaining("add the plugin 'java'");
  }
}
