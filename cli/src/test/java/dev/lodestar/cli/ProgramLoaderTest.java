package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLoaderTest {
  @TempDir Path folder;
  private ProgramLoader loader;

  @BeforeEach
  void load() throws RunFailure {
    var sources = new Sources(folder);
    sources.write("inside/greeting.txt", "Hi");
    sources.write("dev/lodestar/cli/version.txt", "mine");
    var file =
        sources.write(
            "dev/lodestar/cli/Main.java",
            "package dev.lodestar.cli; class Main { class Inner {} }");
    loader = new ProgramLoader(sources.compile(file), getClass().getClassLoader());
  }

  private static String text(URL resource) throws IOException {
    try (var in = resource.openStream()) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void classes_of_the_program_go_before_those_of_the_class_path() throws Exception {
    var own = loader.loadClass("dev.lodestar.cli.Main");

    assertThat(own).isNotEqualTo(Main.class);
    assertThat(own.getClassLoader()).isSameAs(loader);
    assertThat(own.getDeclaredClasses()[0].getClassLoader()).isSameAs(loader);
    assertThat(loader.loadClass("dev.lodestar.cli.Main")).isSameAs(own);
  }

  @Test
  void other_classes_come_from_the_class_path() throws Exception {
    assertThat(loader.loadClass("dev.lodestar.Lodestar")).isSameAs(dev.lodestar.Lodestar.class);
  }

  @Test
  void class_files_are_resources() throws Exception {
    var own = loader.loadClass("dev.lodestar.cli.Main");
    try (var in = own.getResourceAsStream("Main.class");
        var sameIn = own.getResource("Main.class").openStream()) {
      var classFile = in.readAllBytes();

      assertThat(classFile).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
      assertThat(sameIn.readAllBytes()).isEqualTo(classFile);
    }
  }

  @Test
  void files_in_the_folder_of_the_sources_are_resources() throws Exception {
    assertThat(text(loader.getResource("inside/greeting.txt"))).isEqualTo("Hi");
    assertThat(Collections.list(loader.getResources("inside/greeting.txt"))).hasSize(1);
  }

  @Test
  void files_of_the_program_go_before_those_of_the_class_path() throws Exception {
    assertThat(text(loader.getResource("dev/lodestar/cli/version.txt"))).isEqualTo("mine");
  }

  @Test
  void nothing_outside_of_the_folder_is_a_resource() {
    new Sources(folder.getParent()).write("outside.txt", "secret");

    assertThat(loader.getResource("../outside.txt")).isNull();
    assertThat(loader.getResource("inside/../../outside.txt")).isNull();
    assertThat(loader.getResource(folder.getParent().resolve("outside.txt").toString())).isNull();
    assertThat(loader.getResource("inside")).isNull();
    assertThat(loader.getResource("a\0b")).isNull();
  }
}
