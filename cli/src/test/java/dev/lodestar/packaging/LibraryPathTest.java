package dev.lodestar.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPathTest {
  @TempDir Path folder;

  @BeforeEach
  void makeJars() throws Exception {
    Files.createDirectories(folder.resolve("lib"));
    Jars.write(folder.resolve("lib/b.jar"), Map.of());
    Jars.write(folder.resolve("lib/a.jar"), Map.of());
    var manifest = "Manifest-Version: 1.0\r\nClass-Path: lib/b.jar lib/absent.jar\r\n\r\n";
    Jars.write(
        folder.resolve("main.jar"),
        Map.of("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void a_star_stands_for_the_jars_of_a_folder_in_the_order_of_their_names() throws Exception {
    assertThat(LibraryPath.of(folder.resolve("lib") + File.separator + "*"))
        .containsExactly(folder.resolve("lib/a.jar"), folder.resolve("lib/b.jar"));
  }

  @Test
  void what_a_manifest_names_follows_its_jar_if_it_is_there() throws Exception {
    assertThat(LibraryPath.of(folder.resolve("main.jar").toString()))
        .containsExactly(folder.resolve("main.jar"), folder.resolve("lib/b.jar"));
  }

  @Test
  void entries_count_once_and_absent_ones_not_at_all() throws Exception {
    var path =
        String.join(
            File.pathSeparator,
            folder.resolve("lib/a.jar").toString(),
            folder.resolve("absent").toString(),
            folder.resolve("lib/a.jar").toString());

    assertThat(LibraryPath.of(path)).containsExactly(folder.resolve("lib/a.jar"));
  }

  @Test
  void a_jar_that_is_none_is_told() throws Exception {
    Files.writeString(folder.resolve("broken.jar"), "not a jar");

    assertThatThrownBy(() -> LibraryPath.of(folder.resolve("broken.jar").toString()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("broken.jar' of the class path cannot be read");
  }

  @Test
  void a_jar_is_copied_without_the_jars_that_it_names() throws Exception {
    Jars.copyAlone(folder.resolve("main.jar"), folder.resolve("lib/main.jar"));

    assertThat(LibraryPath.of(folder.resolve("lib/main.jar").toString()))
        .containsExactly(folder.resolve("lib/main.jar"));
  }
}
