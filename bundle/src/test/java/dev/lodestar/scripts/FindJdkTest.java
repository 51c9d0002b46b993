package dev.lodestar.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which JDK the scripts choose.
@DisabledOnOs(OS.WINDOWS)
class FindJdkTest {
  private static final String NONE_FOUND =
      "Lodestar needs a Java Development Kit (JDK) of version 25 or newer and found none in"
          + " JAVA_HOME, on the PATH or in the usual install folders; install one, for instance"
          + " Eclipse Temurin 25, or set JAVA_HOME to the folder of yours.\n";

  private Workplace workplace;

  @BeforeEach
  void makeWorkplace(@TempDir Path folder) throws Exception {
    workplace = new Workplace(folder);
  }

  @Test
  void without_any_jdk_one_sentence_says_what_to_install() throws Exception {
    var outcome = find(Map.of());

    assertThat(outcome).isEqualTo(new Workplace.Outcome(1, "", NONE_FOUND));
  }

  @Test
  void both_commands_end_with_that_sentence() throws Exception {
    assertThat(workplace.run(Map.of(), "./mvnw", "-version"))
        .isEqualTo(new Workplace.Outcome(1, "", NONE_FOUND));
    assertThat(workplace.run(Map.of(), "./lodestar", "run", "App.java"))
        .isEqualTo(new Workplace.Outcome(1, "", NONE_FOUND));
  }

  @Test
  void the_newest_jdk_of_the_install_folders_is_taken() throws Exception {
    workplace.jdk("a", "25.0.3");
    var newest = workplace.jdk("b", "26-ea");
    workplace.jdk("c", "25");

    assertThat(find(Map.of()).output()).isEqualTo(newest + "\n");
  }

  @Test
  void older_jdks_are_passed_over() throws Exception {
    workplace.jdk("a", "24.0.2");
    workplace.jdk("b", "17.0.15");
    workplace.jdk("c", "1.8.0_402");

    assertThat(find(Map.of()).status()).isEqualTo(1);
  }

  @Test
  void a_runtime_without_compiler_is_passed_over() throws Exception {
    workplace.runtime("a", "26");
    var jdk = workplace.jdk("b", "25");

    assertThat(find(Map.of()).output()).isEqualTo(jdk + "\n");
  }

  @Test
  void java_home_comes_first() throws Exception {
    workplace.jdk("a", "26");
    var home = workplace.jdkElsewhere("my jdk", "25.0.1");

    assertThat(find(Map.of("JAVA_HOME", home.toString())).output()).isEqualTo(home + "\n");
  }

  @Test
  void a_java_home_that_is_too_old_is_passed_over() throws Exception {
    var jdk = workplace.jdk("a", "25");
    var old = workplace.jdkElsewhere("old", "17.0.15");

    assertThat(find(Map.of("JAVA_HOME", old.toString())).output()).isEqualTo(jdk + "\n");
  }

  @Test
  void the_java_on_the_path_comes_before_the_install_folders() throws Exception {
    workplace.jdk("a", "26");
    var jdk = workplace.jdkElsewhere("mine", "25");
    var links = Files.createDirectory(workplace.root.resolve("links"));
    Files.createSymbolicLink(links.resolve("alternative"), jdk.resolve("bin/java"));
    Files.createSymbolicLink(links.resolve("java"), Path.of("alternative"));

    assertThat(find(Map.of("PATH", workplace.pathWith(links))).output()).isEqualTo(jdk + "\n");
  }

  @Test
  void a_java_on_the_path_that_is_too_old_is_passed_over() throws Exception {
    var jdk = workplace.jdk("a", "25");
    var old = workplace.jdkElsewhere("old", "17.0.15");

    assertThat(find(Map.of("PATH", workplace.pathWith(old.resolve("bin")))).output())
        .isEqualTo(jdk + "\n");
  }

  private Workplace.Outcome find(Map<String, String> variables) throws Exception {
    return workplace.run(variables, "sh", "-c", ". ./.mvn/find-jdk.sh; find_jdk");
  }
}
