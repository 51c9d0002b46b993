package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// An example that was packaged as a user packages it, once for all these tests; its folder lies
/// where names have spaces.
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
class PackagedTourTest {
  private static final Path TOUR = Launch.REPOSITORY.resolve("examples/tour/App.java");
  private static final String WIDGET = "{\"sku\":\"x-1\",\"stock\":3}";
  private static final int ENDED_BY_TERM = 128 + 15;

  @TempDir static Path folder;
  private static Path home;

  @BeforeAll
  static void makeFolder() throws Exception {
    home = folder.resolve("packaged things/tour");
    Files.createDirectories(home.getParent());
    Files.writeString(
        folder.resolve("requests.txt"),
        """
        # what the tour answers
        POST /widgets
          Content-Type: application/json
          > {"sku":"x-1","stock":3}
        GET /widgets/x-1
        GET /widgets?minStock=1
        DELETE /widgets/x-1
        """);
    var outcome =
        CommandRun.lodestar(
            folder,
            "package",
            "--name",
            "tour",
            "--output",
            home.toString(),
            "--requests",
            folder.resolve("requests.txt").toString(),
            TOUR.toString());
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @Test
  void the_folder_holds_what_it_takes_to_run() {
    for (var file :
        List.of(
            "README.md",
            "Dockerfile",
            "tour.service",
            "tour.aot",
            "requests.txt",
            "lib/tour.jar",
            "lib/tour-generated.jar")) {
      assertThat(home.resolve(file)).isNotEmptyFile();
    }
    assertThat(home.resolve("bin/tour")).isExecutable();
    assertThat(home.resolve("bin/train")).isExecutable();
  }

  @Test
  void it_answers_as_the_program_does_and_ends_when_it_is_told_to() throws Exception {
    try (var tour = RunningExample.start(List.of(home + "/bin/tour", "--port", "0"), folder)) {
      assertThat(tour.preamble()).as("warnings of the virtual machine").isEmpty();
      assertThat(tour.post("/widgets", WIDGET).statusCode()).isEqualTo(201);
      assertThat(tour.get("/widgets/x-1").body()).isEqualTo(WIDGET);
      assertThat(tour.get("/widgets?minStock=1").body()).isEqualTo("[" + WIDGET + "]");
      assertThat(tour.post("/widgets", "{\"sku\":\"x\",\"stock\":\"many\"}").statusCode())
          .isEqualTo(400);

      assertThat(tour.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(tour.complaints()).isEmpty();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memory_that_the_c_library_no_longer_needs_goes_back_to_the_system() throws Exception {
    try (var tour = RunningExample.start(List.of(home + "/bin/tour", "--port", "0"), folder)) {
      assertThat(tour.environment()).contains("MALLOC_TRIM_THRESHOLD_=131072");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_a_user_tells_the_c_library_stays() throws Exception {
    var command = List.of("env", "MALLOC_TRIM_THRESHOLD_=4096", home + "/bin/tour", "--port", "0");
    try (var tour = RunningExample.start(command, folder)) {
      assertThat(tour.environment())
          .filteredOn(variable -> variable.startsWith("MALLOC_"))
          .containsExactly("MALLOC_TRIM_THRESHOLD_=4096");
    }
  }

  /// What `docker build` and `docker run` do, without the base image.
  @Test
  void the_steps_of_the_dockerfile_make_what_serves() throws Exception {
    var image = folder.resolve("image");
    var command = new ArrayList<>(List.of("env"));
    for (var line : Files.readAllLines(home.resolve("Dockerfile"))) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var space = line.indexOf(' ');
      var argument = line.substring(space + 1).replace("/opt/tour", image.toString());
      switch (line.substring(0, space)) {
        case "COPY" -> {
          assertThat(argument).isEqualTo(". .");
          copy("image");
          Files.delete(image.resolve("tour.aot"));
        }
        case "RUN" -> {
          assertThat(run(image, "sh", "-c", argument)).isZero();
          assertThat(image.resolve("tour.aot")).isNotEmptyFile();
        }
        case "ENV" -> command.addAll(List.of(argument.split(" ", -1)));
        case "ENTRYPOINT" -> command.add(argument.replaceAll("[\\[\"\\]]", ""));
        case "STOPSIGNAL" -> assertThat(argument).isEqualTo("SIGTERM");
        default ->
            assertThat(line)
                .isIn(
                    "ARG BASE=eclipse-temurin:25-jre",
                    "FROM ${BASE}",
                    "WORKDIR /opt/tour",
                    "USER 10001:10001",
                    "EXPOSE 8080");
      }
    }
    assertThat(command).contains("LODESTAR_HOST=0.0.0.0", "LODESTAR_PORT=8080");
    command.replaceAll(word -> word.replace("PORT=8080", "PORT=0"));
    try (var tour = RunningExample.start(command, folder)) {
      assertThat(tour.post("/widgets", WIDGET).statusCode()).isEqualTo(201);
      assertThat(tour.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(tour.complaints()).isEmpty();
    }
  }

  @Test
  void systemd_understands_the_unit() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")));
    var unit = folder.resolve("tour.service");
    // It demands that the program is there, and splits paths at spaces.
    var program = folder.resolve("tour-program");
    Files.copy(home.resolve("bin/tour"), program);
    var text = Files.readString(home.resolve("tour.service"));
    assertThat(text).contains("ExecStart=/opt/tour/bin/tour\n");
    Files.writeString(unit, text.replace("/opt/tour/bin/tour", program.toString()));
    var check =
        new ProcessBuilder("/usr/bin/systemd-analyze", "verify", unit.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  private static int run(Path folder, String... command) throws Exception {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    RunningExample.clean(builder.environment(), PackagedTourTest.folder);
    return builder.start().waitFor();
  }

  @Test
  void generated_classes_come_from_the_jar_and_through_the_cache() throws Exception {
    var loaded = loadedBy("-Xlog:class+load=info:file=");

    assertThat(generated(loaded)).hasSizeGreaterThanOrEqualTo(3);
    assertThat(generated(loaded)).allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void without_the_cache_they_come_from_the_jar() throws Exception {
    var loaded = loadedBy("-XX:AOTMode=off -Xlog:class+load=info:file=");

    assertThat(generated(loaded)).hasSizeGreaterThanOrEqualTo(3);
    assertThat(generated(loaded)).allMatch(line -> line.contains("tour-generated.jar"));
  }

  @Test
  void a_jar_with_the_generated_classes_of_another_version_is_not_used() throws Exception {
    var copy = copy("stale");
    var jar = copy.resolve("lib/tour-generated.jar");
    renameGenerated(jar);

    try (var tour = RunningExample.start(List.of(copy + "/bin/tour", "--port", "0"), folder)) {
      assertThat(tour.post("/widgets", WIDGET).statusCode()).isEqualTo(201);
      assertThat(tour.get("/widgets/x-1").body()).isEqualTo(WIDGET);
      tour.terminate();
      assertThat(tour.complaints()).contains("generated_class_stale class=App$$Handlers$");
    }
  }

  @Test
  void a_cache_that_does_not_fit_is_left_out() throws Exception {
    var copy = copy("touched");
    Files.setLastModifiedTime(copy.resolve("lib/tour.jar"), FileTime.fromMillis(1_000_000));

    try (var tour = RunningExample.start(List.of(copy + "/bin/tour", "--port", "0"), folder)) {
      assertThat(tour.get("/widgets").statusCode()).isEqualTo(200);
      tour.terminate();
    }
  }

  @Test
  void the_same_program_gives_the_same_files() throws Exception {
    var first = folder.resolve("one");
    var second = folder.resolve("two");
    for (var output : List.of(first, second)) {
      var outcome =
          CommandRun.lodestar(
              folder,
              "package",
              "--name",
              "t",
              "-o",
              output.toString(),
              "--no-training",
              TOUR + "");
      assertThat(outcome.status()).isZero();
    }

    assertThat(files(second)).isEqualTo(files(first)).contains("lib/t.jar", "bin/t");
    for (var file : files(first)) {
      assertThat(Files.mismatch(first.resolve(file), second.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  @Test
  void a_project_is_packaged_by_its_class_path_and_its_main_class() throws Exception {
    var output = folder.resolve("shop");
    var classes = Launch.REPOSITORY.resolve(System.getProperty("lodestar.examples.classes"));
    var outcome =
        CommandRun.lodestar(
            folder,
            "package",
            "--class",
            "widgets.Shop",
            "--class-path",
            classes.toString(),
            "-o",
            output.toString(),
            "--no-training");
    assertThat(outcome.errors()).isEmpty();

    try (var shop = RunningExample.start(List.of(output + "/bin/shop", "--port", "0"), folder)) {
      assertThat(shop.get("/widgets").body()).startsWith("{\"items\":[],");
      assertThat(shop.terminate()).isEqualTo(ENDED_BY_TERM);
      assertThat(shop.complaints()).isEmpty();
    }
  }

  @Test
  void a_folder_that_is_not_empty_is_not_touched() throws Exception {
    var outcome = CommandRun.lodestar(folder, "package", "-o", home.toString(), TOUR.toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("is not empty");
    assertThat(home.resolve("bin/tour")).exists();
  }

  @Test
  void a_program_that_does_not_start_is_told_with_its_own_words_and_leaves_nothing()
      throws Exception {
    var source = folder.resolve("Failing.java");
    Files.writeString(
        source,
        """
        import dev.lodestar.*;

        void main(String... args) {
          Lodestar.run(
              Lodestar.app().onStart(context -> { throw new Exception("no database"); }).build());
        }
        """);
    var output = folder.resolve("failing");

    var outcome =
        CommandRun.lodestar(folder, "package", "-o", output.toString(), source.toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("no database", "--no-training");
    assertThat(output).doesNotExist();
  }

  @Test
  void a_class_that_is_not_there_is_told() throws Exception {
    var outcome =
        CommandRun.lodestar(folder, "package", "--class", "com.example.Nowhere", "--name", "x");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("There is no class 'com.example.Nowhere'");
  }

  private List<String> loadedBy(String options) throws Exception {
    var log = Files.createTempFile(folder, "classes", ".log");
    var command = List.of("env", "JAVA_OPTS=" + options + log, home + "/bin/tour", "--port", "0");
    try (var tour = RunningExample.start(command, folder)) {
      assertThat(tour.post("/widgets", WIDGET).statusCode()).isEqualTo(201);
      assertThat(tour.get("/widgets/x-1").body()).isEqualTo(WIDGET);
      tour.terminate();
    }
    return Files.readAllLines(log);
  }

  private static List<String> generated(List<String> loaded) {
    return loaded.stream()
        .filter(line ->
            line.contains("App$$Handlers")
                || line.contains("$$Reader")
                || line.contains("$$Writer"))
        .filter(line -> line.contains(" source: "))
        .toList();
  }

  private static Path copy(String name) throws Exception {
    var copy = folder.resolve(name);
    var process = new ProcessBuilder("cp", "-a", home.toString(), copy.toString()).start();
    assertThat(process.waitFor()).isZero();
    return copy;
  }

  /// What a jar would look like that was made by another version: the index has other hashes.
  private static void renameGenerated(Path jar) throws IOException {
    var index = "META-INF/lodestar/generated-classes";
    List<String> names;
    try (var file = new JarFile(jar.toFile());
        var in = file.getInputStream(file.getEntry(index))) {
      names = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    var changed = new ArrayList<String>();
    for (var name : names) {
      changed.add(name.substring(0, name.length() - 4) + "0000");
    }
    try (var files = FileSystems.newFileSystem(jar)) {
      Files.write(files.getPath(index), changed);
    }
  }

  private static TreeSet<String> files(Path root) throws IOException {
    var names = new TreeSet<String>();
    try (var found = Files.walk(root)) {
      found
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(root.relativize(file).toString()));
    }
    return names;
  }
}
