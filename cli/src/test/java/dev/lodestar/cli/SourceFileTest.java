package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir Path folder;

  private void refused(Path path, String message) {
    assertThatThrownBy(() -> SourceFile.of(path.toString()))
        .isInstanceOf(RunFailure.class)
        .hasMessage(message);
  }

  @Test
  void a_missing_file_is_named() {
    var file = folder.resolve("App.java");

    refused(file, "There is no file '" + file + "'.");
  }

  @Test
  void a_mistyped_file_is_named_with_the_closest_one() throws IOException {
    Files.createFile(folder.resolve("Other.java"));
    Files.createFile(folder.resolve("App.java"));

    refused(
        folder.resolve("Ap.java"),
        "There is no file '"
            + folder.resolve("Ap.java")
            + "'. Did you mean '"
            + folder.resolve("App.java")
            + "'?");
  }

  @Test
  void a_file_in_a_missing_folder_is_named() {
    var file = folder.resolve("none").resolve("App.java");

    refused(file, "There is no file '" + file + "'.");
  }

  @Test
  void a_folder_is_refused() {
    refused(
        folder,
        "'"
            + folder
            + "' is a folder without a build of Maven or Gradle; give the path of one Java source file.");
  }

  @Test
  void a_folder_with_source_files_is_refused_with_one_of_them() throws IOException {
    Files.createFile(folder.resolve("B.java"));
    Files.createFile(folder.resolve("A.java"));

    refused(
        folder,
        "'"
            + folder
            + "' is a folder without a build of Maven or Gradle; give the path of one Java source file, such as '"
            + folder.resolve("A.java")
            + "'.");
  }

  @Test
  void a_folder_named_like_a_source_file_is_a_folder() throws IOException {
    var odd = Files.createDirectory(folder.resolve("App.java"));

    refused(
        odd,
        "'"
            + odd
            + "' is a folder without a build of Maven or Gradle; give the path of one Java source file.");
  }

  @Test
  void a_file_of_another_kind_is_refused() throws IOException {
    var file = Files.createFile(folder.resolve("App.class"));

    refused(file, "'" + file + "' is not a Java source file: its name does not end in '.java'.");
  }

  @Test
  void a_file_behind_a_circle_of_links_cannot_be_read() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("App.java"), Path.of("App.java"));

    assertThatThrownBy(() -> SourceFile.of(link.toString()))
        .isInstanceOf(RunFailure.class)
        .hasMessageStartingWith("The file '" + link + "' cannot be read: ");
  }

  @Test
  void a_file_without_permission_cannot_be_read() throws IOException {
    var file = Files.createFile(folder.resolve("App.java"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("the super-user reads everything").isFalse();

    refused(file, "The file '" + file + "' cannot be read: you have no permission to read it.");
  }

  @Test
  void a_text_that_is_no_path_is_refused() {
    assertThatThrownBy(() -> SourceFile.of("App\0.java"))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("is not a path: ");
  }

  @Test
  void the_path_stays_as_it_was_typed() throws Exception {
    var file = Files.createFile(folder.resolve("App.java"));
    var typed = folder.resolve("x").resolve("..").resolve("App.java");
    Files.createDirectory(folder.resolve("x"));

    assertThat(SourceFile.of(typed.toString()).path()).isEqualTo(typed);
    assertThat(Files.isSameFile(typed, file)).isTrue();
  }
}
