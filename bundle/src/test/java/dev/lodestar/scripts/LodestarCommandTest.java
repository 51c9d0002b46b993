package dev.lodestar.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// When ./lodestar builds, and how it starts the program.
@DisabledOnOs(OS.WINDOWS)
class LodestarCommandTest {
  private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

  private Workplace workplace;
  private Path source;

  @BeforeEach
  void makeWorkplace(@TempDir Path folder) throws Exception {
    workplace = new Workplace(folder);
    workplace.jdk("jdk", "25");
    Workplace.writeScript(
        workplace.root.resolve("mvnw"), "echo \"built with $JAVA_HOME in $PWD: $*\"");
    source = workplace.root.resolve("core/src/main/java/Source.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class Source {}\n");
    Files.writeString(workplace.root.resolve("pom.xml"), "<project/>\n");
    try (var files = Files.walk(workplace.root)) {
      for (var file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(PAST));
      }
    }
  }

  @Test
  void the_first_call_builds_without_the_gates_and_says_so() throws Exception {
    var outcome = lodestar("run", "App.java");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.errors())
        .isEqualTo(
            """
            Building Lodestar with ./mvnw; this happens only when the sources have changed ...
            built with %s in %s: -q -Dquick -pl bundle -am package
            """
                .formatted(workplace.root.resolveSibling("jdks").resolve("jdk"), workplace.root));
  }

  @Test
  void the_program_gets_the_arguments_as_they_are() throws Exception {
    lodestar();

    assertThat(lodestar("schema", "a b", "").output())
        .isEqualTo(
            "jdk: --add-opens java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED"
                + " --sun-misc-unsafe-memory-access=allow -Dlodestar.script="
                + workplace.root
                + "/lodestar -cp "
                + workplace.root
                + "/bundle/target/dist/lodestar.jar dev.lodestar.cli.Main schema a b \n");
  }

  @Test
  void the_option_for_unsafe_is_that_of_java_25_alone() throws Exception {
    workplace.jdk("jdk", "26");
    lodestar();

    assertThat(lodestar("run", "App.java").output())
        .startsWith("jdk: --add-opens")
        .doesNotContain("sun-misc-unsafe");
  }

  @Test
  void programs_keep_an_archive_of_classes_beside_the_jars() throws Exception {
    assertThat(lodestar("run", "App.java").output())
        .contains(" -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=" + archive() + " ")
        .endsWith("dev.lodestar.cli.Main run App.java\n");
  }

  @Test
  void options_about_archives_stand_alone() throws Exception {
    lodestar();

    for (var option : List.of("-Xshare:off", "-XX:AOTCache=a", "-XX:SharedArchiveFile=a")) {
      var options = "-Xmx64m " + option;
      assertThat(
              workplace.run(Map.of("JAVA_OPTS", options), "./lodestar", "run", "A.java").output())
          .contains(" " + options + " -Dlodestar.script=")
          .doesNotContain("AutoCreateSharedArchive");
    }
  }

  @Test
  void an_archive_of_other_jars_is_removed() throws Exception {
    lodestar();
    Files.writeString(archive(), "archive");
    Files.setLastModifiedTime(archive(), FileTime.from(PAST));
    Files.createDirectories(archive().resolveSibling("lib"));
    var jar = Files.writeString(archive().resolveSibling("lodestar.jar"), "jar");
    lodestar("run", "App.java");
    assertThat(archive()).doesNotExist();

    Files.writeString(archive(), "archive");
    Files.setLastModifiedTime(archive(), FileTime.from(FUTURE));
    lodestar("run", "App.java");
    assertThat(archive()).exists();
    assertThat(jar).exists();
  }

  private Path archive() {
    return workplace.root.resolve("bundle/target/dist/run.jsa");
  }

  @Test
  void later_calls_do_not_build() throws Exception {
    lodestar();

    assertThat(lodestar().errors()).isEmpty();
  }

  @Test
  void a_changed_source_is_built() throws Exception {
    lodestar();
    Files.setLastModifiedTime(source, FileTime.from(FUTURE));

    assertThat(lodestar().errors()).contains("built with");
  }

  @Test
  void a_removed_source_is_built() throws Exception {
    lodestar();
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(FUTURE));

    assertThat(lodestar().errors()).contains("built with");
  }

  @Test
  void a_changed_pom_is_built() throws Exception {
    lodestar();
    Files.setLastModifiedTime(workplace.root.resolve("pom.xml"), FileTime.from(FUTURE));

    assertThat(lodestar().errors()).contains("built with");
  }

  @Test
  void a_changed_test_is_not_built() throws Exception {
    lodestar();
    var test = workplace.root.resolve("core/src/test/java/SourceTest.java");
    Files.createDirectories(test.getParent());
    Files.writeString(test, "class SourceTest {}\n");
    Files.setLastModifiedTime(test, FileTime.from(FUTURE));

    assertThat(lodestar().errors()).isEmpty();
  }

  @Test
  void a_failed_build_starts_nothing_and_is_tried_again() throws Exception {
    Workplace.writeScript(workplace.root.resolve("mvnw"), "echo broken; exit 7");

    for (var outcome : List.of(lodestar(), lodestar())) {
      assertThat(outcome.status()).isEqualTo(7);
      assertThat(outcome.output()).isEmpty();
      assertThat(outcome.errors()).endsWith("broken\n");
    }
  }

  @Test
  void it_works_through_a_link_from_another_folder() throws Exception {
    var elsewhere = Files.createDirectory(workplace.root.resolveSibling("else where"));
    Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../repository/lodestar"));
    Files.createSymbolicLink(elsewhere.resolve("ls"), Path.of("link"));

    var outcome = workplace.start(elsewhere, Map.of(), "./ls", "x").outcome();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).endsWith("dev.lodestar.cli.Main x\n");
  }

  private Workplace.Outcome lodestar(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("./lodestar"));
    command.addAll(List.of(arguments));
    return workplace.run(Map.of(), command.toArray(String[]::new));
  }
}
