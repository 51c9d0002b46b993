package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Projects that `lodestar new` makes, built by Maven as people do it. The artifacts of this build
/// are laid out as a repository of their own, and everything else comes from that of the user, so
/// nothing is downloaded; where something is missing there, the test is skipped and says so.
@Timeout(600)
class GeneratedProjectTest {
  private static final Path ROOT =
      Path.of(System.getProperty("lodestar.repository")).toAbsolutePath().normalize();
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> MODULES =
      List.of(
          "bom",
          "json",
          "core",
          "server",
          "logging",
          "openapi-tools",
          "openapi-ui",
          "vite",
          "cli",
          "bundle");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(lodestar[a-z-]*)<");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"database", "fullstack"})
  void maven_verifies_a_new_project_whose_jar_runs(String template) throws Exception {
    var repository = folder.resolve("repository");
    layOut(repository);
    assertThat(CommandRun.lodestar(folder, "new", template, "shop").status()).isZero();
    var project = folder.resolve("shop");

    var built =
        run(
            project,
            ROOT.resolve("mvnw").toString(),
            "-B",
            "-o",
            "-Dmaven.repo.local=" + repository,
            "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2/repository"),
            "verify");
    if (built.contains("in offline mode")) {
      Assumptions.abort("SKIPPED: Maven has not got all that it needs:\n" + built);
    }

    assertThat(built)
        .contains("BUILD SUCCESS")
        .containsPattern("Tests run: [1-9]\\d*, Failures: 0");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // A page that was not built is a mistake at the start.
    assertThat(run(project, "env", "LODESTAR_VITE=dev", java, "-jar", "target/shop.jar", "routes"))
        .contains("notes", "PATCH");
  }

  private String run(Path where, String... command) throws Exception {
    var log = Files.createTempFile(folder, "command", ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MAVEN_OPTS", String.join(" ", Launch.QUICK));
    var process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("It does not end:\n" + Files.readString(log));
    }
    return Files.readString(log);
  }

  private static void layOut(Path repository) throws IOException {
    put(repository, "lodestar-parent", ROOT.resolve("pom.xml"));
    for (var module : MODULES) {
      var pom = ROOT.resolve(module).resolve("pom.xml");
      var own = Files.readString(pom).replaceFirst("(?s)<parent>.*?</parent>", "");
      var name = ARTIFACT.matcher(own);
      assertThat(name.find()).as(module).isTrue();
      var place = put(repository, name.group(1), pom);
      if (!module.equals("bom")) {
        try (var jar =
            Files.newOutputStream(place.resolve(name.group(1) + "-" + VERSION + ".jar"))) {
          writeJar(jar, module);
        }
      }
    }
  }

  private static Path put(Path repository, String artifact, Path pom) throws IOException {
    var place = repository.resolve("dev/lodestar").resolve(artifact).resolve(VERSION);
    Files.createDirectories(place);
    Files.copy(pom, place.resolve(artifact + "-" + VERSION + ".pom"));
    return place;
  }

  /// What the class path has of a module: a jar, or a folder if it has not been packaged yet.
  private static void writeJar(OutputStream out, String module) throws IOException {
    var found = new ArrayList<Path>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(entry);
      if (path.startsWith(ROOT.resolve(module)) && !entry.contains("test-classes")) {
        found.add(path);
      }
    }
    if (found.size() == 1 && Files.isRegularFile(found.getFirst())) {
      Files.copy(found.getFirst(), out);
      return;
    }
    try (var jar = new JarOutputStream(out)) {
      for (var classes : found) {
        try (var files = Files.walk(classes)) {
          for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
            var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
            jar.putNextEntry(new ZipEntry(name));
            Files.copy(file, jar);
            jar.closeEntry();
          }
        }
      }
    }
  }
}
