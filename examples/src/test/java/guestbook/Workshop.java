package guestbook;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A copy of the example that may be changed, with what npm installs. Node and npm are asked for
/// only here; whoever has not got them, or has not installed the packages, sees why tests are
/// skipped. With the property `lodestar.npm` the packages are installed, for which npm needs its
/// registry.
record Workshop(Path folder) {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("lodestar.repository"), "examples", "guestbook")
          .toAbsolutePath()
          .normalize();
  private static final List<String> MADE = List.of("node_modules", "dist");

  static Workshop in(Path folder) throws Exception {
    requireProgram("node");
    requireProgram("npm");
    var installed = EXAMPLE.resolve("web/node_modules");
    var installs = Boolean.getBoolean("lodestar.npm");
    if (!installs && !Files.isDirectory(installed)) {
      skip(
          "there is no "
              + installed
              + "; run 'npm install' in examples/guestbook/web, or add -Dlodestar.npm=true");
    }
    copy(EXAMPLE, folder);
    var workshop = new Workshop(folder);
    if (Files.isDirectory(installed)) {
      workshop.run(folder, "cp", "-R", installed.toString(), folder.resolve("web").toString());
    } else {
      workshop.run(workshop.web(), "npm", "install", "--no-audit", "--no-fund");
    }
    return workshop;
  }

  private static void requireProgram(String name) {
    for (var directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, name))) {
        return;
      }
    }
    skip("there is no " + name + " on the path");
  }

  private static void skip(String why) {
    var message = "SKIPPED: " + why + "; the example 'guestbook' was not tried with Vite.";
    System.err.println(message);
    Assumptions.abort(message);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (MADE.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  Path web() {
    return folder.resolve("web");
  }

  void edit(String file, String old, String replacement) throws IOException {
    var path = folder.resolve(file);
    var text = Files.readString(path);
    if (!text.contains(old)) {
      throw new AssertionError(file + " does not contain " + old);
    }
    Files.writeString(path, text.replace(old, replacement));
  }

  void run(Path directory, String... command) throws Exception {
    var log = Files.createTempFile(folder, "command", ".log");
    var process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(List.of(command) + " failed:\n" + Files.readString(log));
    }
  }

  /// Starts the command `lodestar` in the folder.
  Running lodestar(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.lodestar.cli.Main");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LODESTAR_"));
    builder.environment().put("LODESTAR_CACHE", folder.resolve("cache").toString());
    return new Running(
        builder.start(),
        arguments[0].equals("dev") ? "The application serves " : "Lodestar serves ");
  }
}
