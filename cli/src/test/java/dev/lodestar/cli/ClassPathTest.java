package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @TempDir Path folder;

  private static String identity(Object... entries) {
    var text = new StringBuilder();
    for (var entry : entries) {
      text.append(text.isEmpty() ? "" : File.pathSeparator).append(entry);
    }
    return new ClassPath(text.toString()).identity();
  }

  private Path jar(String name, String classPath) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    var file = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  @Test
  void it_stays_the_same_while_nothing_changes() throws IOException {
    var jar = jar("a.jar", "");

    assertThat(identity(jar, folder)).isEqualTo(identity(jar, folder));
  }

  @Test
  void the_order_of_the_entries_matters() throws IOException {
    var one = jar("a.jar", "");
    var two = jar("b.jar", "");

    assertThat(identity(one, two)).isNotEqualTo(identity(two, one));
  }

  @Test
  void a_jar_that_the_manifest_of_another_adds_matters() throws IOException {
    var first = jar("a.jar", "lib/b.jar  none.jar");
    Files.createDirectory(folder.resolve("lib"));
    var before = identity(first);

    var second = jar("lib/b.jar", "");
    assertThat(identity(first)).isNotEqualTo(before).contains(second.toString());
  }

  @Test
  void a_class_file_in_a_folder_matters() throws IOException {
    var classes = Files.createDirectories(folder.resolve("classes/shop"));
    var before = identity(folder.resolve("classes"));
    Files.writeString(classes.resolve("Item.class"), "any");

    assertThat(identity(folder.resolve("classes"))).isNotEqualTo(before);
  }

  @Test
  void a_file_that_is_no_jar_is_part_of_it() throws IOException {
    var file = Files.writeString(folder.resolve("a.jar"), "any");

    assertThat(identity(file)).contains(file.toString());
  }

  @Test
  void entries_that_are_missing_or_no_paths_are_part_of_it() {
    assertThat(identity(folder.resolve("none.jar"))).contains("none.jar");
    assertThat(identity("a\0b")).contains("a\0b");
  }
}
