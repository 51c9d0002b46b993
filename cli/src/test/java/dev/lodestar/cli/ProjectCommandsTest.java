package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.cli.JavaProcess.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What can be done with the folder of a project. Maven itself is a script here, which writes the
/// class path.
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class ProjectCommandsTest {
  private static final String MAIN =
      """
      package shop;

      import dev.lodestar.*;
      import dev.lodestar.http.*;

      public final class Main {
        public static void main(String... args) {
          Lodestar.run(
              Lodestar.app().get("/word", request -> Response.text(word())).build(), args);
        }

        static String word() {
          try (var words = Main.class.getResourceAsStream("/word.txt")) {
            return new String(words.readAllBytes()) + Tail.TAIL;
          } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
          }
        }
      }
      """;

  @TempDir Path temporary;
  private Path project;

  @BeforeEach
  void write() throws Exception {
    project = temporary.toRealPath().resolve("shop");
    save("pom.xml", "<project><artifactId>shop</artifactId></project>");
    save("src/main/java/shop/Main.java", MAIN);
    save(
        "src/main/java/shop/Tail.java", "package shop; class Tail { static String TAIL = \"!\"; }");
    save("src/main/resources/word.txt", "bolt");
    save("class-path", System.getProperty("java.class.path"));
    save("mvnw", "#!/bin/sh\nmkdir -p target\ncp class-path target/lodestar-dev-runtime.txt\n");
    Files.setPosixFilePermissions(
        project.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void stop() throws Exception {
    if (Files.exists(temporary.resolve("state"))) { // something was started in the background
      lodestar(temporary, "stop", "shop", "--timeout", "1");
    }
  }

  private void save(String name, String text) throws Exception {
    var file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome lodestar(Path folder, String... arguments) throws Exception {
    try (var process = started(folder, arguments)) {
      return process.outcome();
    }
  }

  private JavaProcess started(Path folder, String... arguments) throws Exception {
    var state = temporary.resolve("state").toString();
    return JavaProcess.start(folder, Map.of("LODESTAR_STATE", state), List.of(), arguments);
  }

  private static String get(String uri) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(uri)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void its_routes_are_listed_from_within_from_outside_and_by_its_main_class() throws Exception {
    for (var outcome :
        List.of(
            lodestar(project, "routes"),
            lodestar(project, "routes", "."),
            lodestar(temporary, "routes", "shop"),
            lodestar(temporary, "routes", "shop/src/main/java/shop/Main.java"))) {
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("word  GET");
    }
  }

  @Test
  void it_runs_with_its_resources_and_stops_when_it_is_told_to() throws Exception {
    try (var run = started(temporary, "run", "shop", "--port", "0")) {
      assertThat(get(run.uri() + "/word")).isEqualTo("bolt!");
      run.terminate();
      run.outcome();
    }
    try (var run = started(project, "run", "--port", "0")) {
      assertThat(get(run.uri() + "/word")).isEqualTo("bolt!");
      run.terminate();
      assertThat(run.outcome().exitCode()).isEqualTo(143);
    }
  }

  @Test
  void it_ends_with_the_command_that_is_killed() throws Exception {
    try (var run = started(temporary, "run", "shop", "--port", "0")) {
      assertThat(get(run.uri() + "/word")).isEqualTo("bolt!");
      assertThat(applications()).hasSize(1);

      run.kill();

      DevLoop.until(() -> applications().isEmpty());
    }
  }

  /// The processes that run what was compiled, which lies in a folder of this test.
  private List<ProcessHandle> applications() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").contains(temporary + "/"))
        .filter(each -> each.info().commandLine().orElse("").contains(" shop.Main"))
        .toList();
  }

  @Test
  void it_is_started_found_and_stopped_by_its_folder() throws Exception {
    assertThat(lodestar(temporary, "start", "shop", "--port", "0").out())
        .startsWith("Started 'shop': it serves http://127.0.0.1:");
    // What is changed meanwhile concerns the next start only.
    save("src/main/java/shop/Main.java", MAIN.replace("word()", "wrod()"));
    assertThat(lodestar(project, "status", ".").out()).contains("state      serving");
    assertThat(lodestar(project, "status").out()).contains("shop  serving");
    assertThat(lodestar(project, "stop").out()).startsWith("Stopped 'shop'");
  }

  @Test
  void what_does_not_compile_is_told_as_the_compiler_does() throws Exception {
    save(
        "src/main/java/shop/Main.java", MAIN.replace("word();", "word()").replace("+ Tail", "+ x"));

    for (var command : List.of("run", "routes", "start", "package")) {
      var outcome = lodestar(temporary, command, "shop");

      assertThat(outcome.exitCode()).as(command).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.err()).contains("The sources do not compile.", "cannot find symbol");
    }
  }

  @Test
  void its_document_is_written_and_its_client() throws Exception {
    assertThat(lodestar(temporary, "schema", "openapi", "shop").out()).contains("\"openapi\"");
    assertThat(lodestar(project, "schema", "typescript", ".", "--client").out())
        .contains("createApiClient");
  }

  @Test
  void it_is_packaged() throws Exception {
    var packaged =
        lodestar(temporary, "package", "shop", "--no-training", "-o", "out", "--name", "shop");

    assertThat(packaged.exitCode()).as(packaged.err()).isZero();
    assertThat(temporary.resolve("out/bin/shop")).isExecutable();
    assertThat(lodestar(temporary, "routes", "out").out()).contains("word  GET");
  }

  @Test
  void a_jar_is_described_and_packaged_with_what_its_manifest_names() throws Exception {
    lodestar(temporary, "package", "shop", "--no-training", "-o", "out", "--name", "shop");
    var manifest = new java.util.jar.Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Main-Class", "shop.Main");
    var libraries = new StringBuilder();
    try (var jars = Files.newDirectoryStream(temporary.resolve("out/lib"), "*.jar")) {
      jars.forEach(jar -> libraries.append("out/lib/").append(jar.getFileName()).append(' '));
    }
    manifest.getMainAttributes().putValue("Class-Path", libraries.toString().strip());
    var jar = temporary.resolve("shop.jar");
    new java.util.jar.JarOutputStream(Files.newOutputStream(jar), manifest).close();

    assertThat(lodestar(temporary, "schema", "openapi", "shop.jar").out()).contains("\"openapi\"");
    var packaged = lodestar(temporary, "package", "shop.jar", "--no-training", "-o", "again");
    assertThat(packaged.err()).isEmpty();
    assertThat(temporary.resolve("again/bin/shop")).isExecutable();
  }

  @Test
  void a_jar_without_a_main_class_is_refused() throws Exception {
    var jar = temporary.resolve("library.jar");
    new java.util.jar.JarOutputStream(Files.newOutputStream(jar), new java.util.jar.Manifest())
        .close();

    var refused = lodestar(temporary, "schema", "openapi", "library.jar");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("names no main class in its manifest");
  }
}
