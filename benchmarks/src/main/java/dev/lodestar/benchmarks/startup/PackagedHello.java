package dev.lodestar.benchmarks.startup;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The hello of Lodestar as `lodestar package` makes a folder of it, in a temporary folder.
final class PackagedHello implements AutoCloseable {
  private static final String NAME = "hello";

  private final Path folder;

  private PackagedHello(Path folder) {
    this.folder = folder;
  }

  /// Packages it, with the jars of the distribution and the classes of this process.
  ///
  /// @param type the class with the main method
  /// @param lodestar the jar of the distribution, which names the others
  static PackagedHello of(String type, Path lodestar) throws IOException, InterruptedException {
    var hello = new PackagedHello(Files.createTempDirectory("lodestar-package"));
    var done = false;
    try {
      Commands.run(
          List.of(
              ClassPath.java(),
              "-cp",
              lodestar.toString(),
              "dev.lodestar.cli.Main",
              "package",
              "--class",
              type,
              "--class-path",
              ClassPath.foldersAndJars(jar -> false) + File.pathSeparator + lodestar,
              "--name",
              NAME,
              "--output",
              hello.home().toString()));
      done = true;
      return hello;
    } finally {
      if (!done) {
        hello.close();
      }
    }
  }

  private Path home() {
    return folder.resolve(NAME);
  }

  /// The program that starts it.
  Path script() {
    return home().resolve("bin").resolve(NAME);
  }

  @Override
  public void close() throws IOException {
    try (var found = Files.walk(folder)) {
      for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
