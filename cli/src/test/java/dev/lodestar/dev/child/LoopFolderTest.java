package dev.lodestar.dev.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is deleted of folders that look like those of loops; DevStartTest has real ones.
@EnabledOnOs({OS.LINUX, OS.MAC})
class LoopFolderTest {
  @TempDir Path temporary;

  private Path save(String name) throws IOException {
    var file = temporary.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private void deleteLeftovers() throws IOException {
    try (var own = LoopFolder.make(temporary)) {
      own.deleteLeftovers();
      assertThat(own.path()).exists();
    }
  }

  @Test
  void a_folder_whose_lock_nobody_has_is_deleted_with_all_that_is_in_it() throws IOException {
    save("lodestar-dev1/process1/classes0/App.class");
    save("lodestar-dev1/alive.lock");

    deleteLeftovers();

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void what_does_not_prove_to_be_of_a_loop_is_left() throws IOException {
    var withoutLock = save("lodestar-dev1/process1/classes0/App.class");
    var otherName = save("other/alive.lock");
    var file = save("lodestar-dev2.log");

    deleteLeftovers();

    assertThat(withoutLock).exists();
    assertThat(otherName).exists();
    assertThat(file).exists();
  }

  @Test
  void what_links_lead_to_is_left() throws IOException {
    var elsewhere = save("elsewhere/alive.lock");
    Files.createSymbolicLink(temporary.resolve("lodestar-dev1"), elsewhere.getParent());
    save("lodestar-dev2/process1/App.class");
    Files.createSymbolicLink(temporary.resolve("lodestar-dev2/alive.lock"), elsewhere);
    save("lodestar-dev3/alive.lock");
    Files.createSymbolicLink(temporary.resolve("lodestar-dev3/link"), elsewhere.getParent());

    deleteLeftovers();

    assertThat(elsewhere).exists();
    assertThat(temporary.resolve("lodestar-dev2/process1/App.class")).exists();
    assertThat(temporary.resolve("lodestar-dev3")).doesNotExist();
  }
}
