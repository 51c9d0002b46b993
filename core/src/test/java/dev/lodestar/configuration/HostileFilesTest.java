package dev.lodestar.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lodestar.model.Default;
import dev.lodestar.report.StartupProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Whatever lies where a configuration is expected is told, and nothing is thrown or hangs.
@Timeout(60)
class HostileFilesTest {
  record Settings(@Default("none") String title) {}

  @TempDir Path folder;
  private Place place;

  @BeforeEach
  void make_a_place() {
    place = new Place(folder);
  }

  private List<StartupProblem> problems() {
    return place.load().declare("app", Settings.class).problems();
  }

  private String only() {
    assertThat(problems()).extracting(StartupProblem::code).containsExactly("configuration-file");
    return problems().getFirst().what();
  }

  @Test
  void a_huge_file() throws Exception {
    place.file("lodestar.toml", "#".repeat(Configuration.MAX_FILE_SIZE + 1));

    assertThat(only()).isEqualTo("The file cannot be read. It is longer than 1000000 bytes.");
  }

  @Test
  void a_file_of_just_the_size_with_everything_in_one_line() throws Exception {
    var line = new StringBuilder("x = {");
    for (var i = 0; line.length() < Configuration.MAX_FILE_SIZE - 20; i++) {
      line.append('k').append(i).append("=1,");
    }
    place.file("lodestar.toml", line + "k=1}");

    assertThat(problems()).extracting(StartupProblem::subject).containsExactly("x");
  }

  @Test
  void deep_nesting() throws Exception {
    place.file("lodestar.toml", "[app]\ntitle = " + "[".repeat(400_000));
    assertThat(problems())
        .extracting(StartupProblem::code, StartupProblem::what)
        .containsExactly(
            tuple(
                "configuration-syntax", "Tables and arrays are nested more than 100 levels deep."));

    place
        .file("lodestar.toml", "")
        .variable("APP_APP_TITLE", "x")
        .arguments("--set", "a.".repeat(200) + "b=1");
    assertThat(problems()).extracting(StartupProblem::code).containsExactly("configuration-name");
  }

  @Test
  void a_binary_file() throws Exception {
    var bytes = new byte[10_000];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(folder.resolve("lodestar.toml"), bytes);

    assertThat(only()).startsWith("The file is not UTF-8: the byte at offset ");
  }

  @Test
  void a_file_in_another_encoding_with_its_place() throws Exception {
    Files.write(
        folder.resolve("lodestar.toml"), new byte[] {'#', ' ', 'a', '\n', '#', (byte) 0xFC, '\n'});

    assertThat(problems())
        .extracting(problem -> problem.location().orElse(""))
        .containsExactly("lodestar.toml:2:2");
  }

  @Test
  void a_directory() throws Exception {
    Files.createDirectory(folder.resolve("lodestar.toml"));

    assertThat(only()).isEqualTo("The file cannot be read. It is a directory.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_device_that_never_ends() {
    place.arguments("--config", "/dev/zero");

    assertThat(only()).isEqualTo("The file cannot be read. It is no regular file.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_file_that_this_user_must_not_read() throws Exception {
    place.file("lodestar.toml", "");
    Files.setPosixFilePermissions(
        folder.resolve("lodestar.toml"), PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(folder.resolve("lodestar.toml")), "The user may read everything.");

    assertThat(only()).isEqualTo("The file cannot be read. This user must not read it.");
  }

  @Test
  void a_file_that_is_named_and_not_there() {
    place.arguments("--config", "other.toml");
    assertThat(only()).isEqualTo("The file cannot be read. There is no such file.");

    place.arguments("--config", "");
    assertThat(only()).contains("'' is no path");

    place.arguments("--config", "a\0b");
    assertThat(only()).contains("is no path");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void links_are_followed_as_mounted_configuration_needs() throws Exception {
    place.file("data.toml", "[app]\ntitle = 'linked'");
    Files.createSymbolicLink(folder.resolve("lodestar.toml"), Path.of("data.toml"));

    assertThat(place.load().bind("app", Settings.class).title()).isEqualTo("linked");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_link_to_itself() throws Exception {
    Files.createSymbolicLink(folder.resolve("other.toml"), Path.of("other.toml"));
    place.arguments("--config", "other.toml");

    assertThat(problems()).extracting(StartupProblem::code).containsExactly("configuration-file");
  }

  @Test
  void both_forms_of_the_file() throws Exception {
    place.file("lodestar.toml", "").file("lodestar.properties", "");

    assertThat(only()).contains("it is not clear which of them counts");
  }

  @Test
  void dotenv_that_says_too_much() throws Exception {
    place
        .file(".env", "LODESTAR_PROFILE=prod\nno line\nA=\"open\n")
        .variable("LODESTAR_DEBUG", "1");

    assertThat(problems())
        .extracting(StartupProblem::code, problem -> problem.location().orElse(""))
        .containsExactlyInAnyOrder(
            tuple("configuration-unknown", ".env:1"),
            tuple("configuration-syntax", ".env:2"),
            tuple("configuration-syntax", ".env:3"));
  }
}
