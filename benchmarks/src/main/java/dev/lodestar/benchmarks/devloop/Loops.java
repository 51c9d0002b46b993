package dev.lodestar.benchmarks.devloop;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import dev.lodestar.benchmarks.process.PortProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// Writes the application for each framework, and starts its developer loop as its documentation
/// says, with its defaults.
final class Loops implements AutoCloseable {
  private static final String SOURCES = "src/main/java";

  private final Path repository;
  private final Path folder;
  private final Path logs;
  private final int classes;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /// @param repository the folder of the repository
  /// @param folder where the applications are written
  /// @param logs where what the loops print is written
  Loops(Path repository, Path folder, Path logs, int classes) {
    this.repository = repository;
    this.folder = folder;
    this.logs = logs;
    this.classes = classes;
  }

  /// Starts `lodestar dev` in a folder of sources, which it compiles.
  Contestant lodestar() throws IOException {
    var shop = written("lodestar", "");
    var command =
        List.of(
            ClassPath.java(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            repository.resolve("bundle/target/dist/lodestar.jar").toString(),
            "dev.lodestar.cli.Main",
            "dev",
            shop.folder().toString());
    var process = started("Lodestar", command, log("lodestar"));
    return new Contestant("Lodestar", shop, process, _ -> {});
  }

  /// Starts the loop of a framework.
  ///
  /// @param name `quarkus` or `spring-boot`
  /// @return what is measured of it, once for each way to compile
  List<Contestant> of(String name) throws IOException, InterruptedException {
    return name.equals("quarkus") ? List.of(quarkus()) : springBoot();
  }

  /// `quarkus:dev` looks at the sources when a request comes, and compiles them itself.
  private Contestant quarkus() throws IOException, InterruptedException {
    var shop = written("quarkus", SOURCES);
    System.err.println("Fetching what Quarkus needs ...");
    Commands.run(maven(shop, "-q", "compile"));
    var title = "Quarkus " + version(shop, "quarkus.platform.version>");
    var command = maven(shop, "quarkus:dev", "-Dquarkus.analytics.disabled=true");
    return new Contestant(title, shop, started(title, command, log("quarkus")), _ -> {});
  }

  /// `spring-boot:run` with the developer tools restarts when classes have changed, which somebody
  /// else has to compile: an IDE, or Maven in another terminal.
  private List<Contestant> springBoot() throws IOException, InterruptedException {
    var shop = written("spring-boot", SOURCES);
    var list = shop.folder().resolve("target/class-path.txt");
    System.err.println("Fetching what Spring Boot needs ...");
    Commands.run(
        maven(
            shop,
            "-q",
            "compile",
            "dependency:build-classpath",
            "-Dmdep.outputFile=" + list,
            "-Dmdep.pathSeparator=" + File.pathSeparator));
    var libraries =
        Stream.of(Files.readString(list).strip().split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    var compiler = new IdeCompiler(shop.folder().resolve("target/classes"), libraries);
    opened.push(compiler);
    var title = "Spring Boot " + version(shop, "<version>");
    var process = started(title, maven(shop, "spring-boot:run"), log("spring-boot"));
    return List.of(
        new Contestant(title + ", compiled as by an IDE", shop, process, compiler::compile),
        new Contestant(
            title + ", compiled by `mvn -o compile`",
            shop,
            process,
            _ -> Commands.run(maven(shop, "-o", "-q", "compile"))));
  }

  private GeneratedShop written(String name, String sources) throws IOException {
    var shop =
        new GeneratedShop(
            repository.resolve("benchmarks/frameworks/devloop").resolve(name),
            sources,
            folder.resolve(name),
            classes);
    shop.write();
    return shop;
  }

  private List<String> maven(GeneratedShop shop, String... arguments) {
    var command = new ArrayList<String>();
    command.add(repository.resolve("mvnw").toString());
    command.add("-f");
    command.add(shop.folder().resolve("pom.xml").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /// The version that stands first behind a text of the POM.
  private static String version(GeneratedShop shop, String before) throws IOException {
    var pom = Files.readString(shop.folder().resolve("pom.xml"));
    var start = pom.indexOf(before) + before.length();
    return pom.substring(start, pom.indexOf('<', start));
  }

  /// What `lodestar dev` prints.
  Path lodestarLog() {
    return log("lodestar").toPath();
  }

  private File log(String name) {
    return logs.resolve(name + ".log").toFile();
  }

  private PortProcess started(String title, List<String> command, File log) throws IOException {
    System.err.println("Starting " + title + " ...");
    var process = PortProcess.start(title, command, GeneratedShop.path(), log);
    opened.push(process);
    process.awaitFirstAnswer();
    return process;
  }

  /// Ends all of them, the last one first.
  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException | RuntimeException failure) {
        throw failure;
      } catch (Exception failure) {
        throw new IOException(failure);
      }
    }
  }
}
