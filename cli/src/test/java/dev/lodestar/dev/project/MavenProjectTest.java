package dev.lodestar.dev.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.dev.build.Module;
import dev.lodestar.dev.build.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the modules of a Maven project are. Maven itself is a script here, which says what it was
/// asked and writes the class paths.
@EnabledOnOs({OS.LINUX, OS.MAC})
class MavenProjectTest {
  @TempDir Path temporary;
  private Path folder;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    folder = temporary.toRealPath();
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void maven(String... lines) throws IOException {
    write("mvnw", "#!/bin/sh\necho \"$@\" >> asked.txt\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(
        folder.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Project read() throws Exception {
    return new MavenProject(folder, said::add).read();
  }

  private static String pom(String artifact, String more) {
    return "<project><artifactId>" + artifact + "</artifactId>" + more + "</project>";
  }

  @Test
  void a_module_has_the_conventional_folders_and_the_libraries_that_maven_says() throws Exception {
    write("pom.xml", pom("shop", ""));
    write("some.jar", "");
    maven("mkdir -p target", "printf '%s' \"$PWD/some.jar\" > target/lodestar-dev-runtime.txt");

    var module = read().modules().getFirst();

    assertThat(module.name()).isEqualTo("shop");
    assertThat(module.sources()).containsExactly(folder.resolve("src/main/java"));
    assertThat(module.resources()).containsExactly(folder.resolve("src/main/resources"));
    assertThat(module.runtimeLibraries()).containsExactly(folder.resolve("some.jar"));
    assertThat(said).hasSize(1);
  }

  @Test
  void maven_is_asked_once_until_a_pom_changes() throws Exception {
    write("pom.xml", pom("shop", ""));
    // Clocks of file systems go in steps.
    Files.setLastModifiedTime(folder.resolve("pom.xml"), FileTime.fromMillis(1_000_000));
    maven("mkdir -p target", "printf '' > target/lodestar-dev-runtime.txt");

    read();
    read();
    assertThat(Files.readAllLines(folder.resolve("asked.txt"))).hasSize(1);

    var later = Files.getLastModifiedTime(folder.resolve("target/lodestar-dev-runtime.txt"));
    Files.setLastModifiedTime(folder.resolve("pom.xml"), later);
    read();

    assertThat(Files.readAllLines(folder.resolve("asked.txt"))).hasSize(2);
  }

  @Test
  void modules_come_after_those_they_use_whose_folders_are_no_libraries() throws Exception {
    write(
        "pom.xml",
        pom(
            "parent",
            "<packaging>pom</packaging><modules><module>app</module><module>core</module>"
                + "</modules>"));
    write("app/pom.xml", pom("app", ""));
    write("core/pom.xml", pom("core", ""));
    maven(
        "mkdir -p app/target core/target",
        "printf '%s' \"$PWD/core/target/classes\" > app/target/lodestar-dev-runtime.txt",
        "printf '' > core/target/lodestar-dev-runtime.txt");

    var modules = read().modules();

    assertThat(modules).extracting(Module::name).containsExactly("core", "app");
    assertThat(modules.getLast().uses()).containsExactly(0);
    assertThat(modules.getLast().runtimeLibraries()).isEmpty();
  }

  @Test
  void folders_that_the_pom_names_are_taken() throws Exception {
    write(
        "pom.xml",
        pom(
            "shop",
            "<build><sourceDirectory>${project.basedir}/java</sourceDirectory><resources>"
                + "<resource><directory>files</directory></resource></resources></build>"));
    maven("mkdir -p target", "printf '' > target/lodestar-dev-runtime.txt");

    var module = read().modules().getFirst();

    assertThat(module.sources()).containsExactly(folder.resolve("java"));
    assertThat(module.resources()).containsExactly(folder.resolve("files"));
  }

  @Test
  void the_folder_of_a_module_belongs_to_the_project_that_lists_it() throws Exception {
    write("pom.xml", pom("parent", "<modules><module>app</module></modules>"));
    write("app/pom.xml", pom("app", ""));
    write("other/pom.xml", pom("other", ""));

    assertThat(MavenProject.rootOf(folder.resolve("app"))).isEqualTo(folder);
    assertThat(MavenProject.rootOf(folder.resolve("other"))).isEqualTo(folder.resolve("other"));
  }

  @Test
  void what_maven_complains_about_is_shown() throws Exception {
    write("pom.xml", pom("shop", ""));
    maven("echo '[ERROR] no such dependency: a:b:1'", "exit 1");

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            Project.UnreadableException.class,
            refused -> assertThat(refused.text()).isEqualTo("[ERROR] no such dependency: a:b:1"))
        .hasMessageContaining("exit code 1");
  }

  @Test
  void a_pom_that_is_not_well_formed_is_named() throws Exception {
    write("pom.xml", "<project>");

    assertThatThrownBy(this::read).hasMessageContaining("pom.xml' is not well-formed");
  }
}
