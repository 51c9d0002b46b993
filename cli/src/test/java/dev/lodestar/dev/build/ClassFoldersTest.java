package dev.lodestar.dev.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Classes that others compile.
class ClassFoldersTest {
  @TempDir Path folder;

  @Test
  void a_class_that_is_being_written_is_no_reason_to_give_up() throws Exception {
    Files.writeString(folder.resolve("Half.class"), "\u00ca\u00fe main ([Ljava/lang/String;)V");
    var module =
        new Module("shop", folder, List.of(), List.of(), folder, List.of(), List.of(), List.of());
    var build =
        new ClassFolders(
            () -> new Project(List.of(module), List.of()), Optional.empty(), List.of());

    assertThat(build.build(List.of()))
        .isEqualTo(
            new Build.Outcome.Refused(
                "No class has a main method; compile the project first.", ""));
  }
}
