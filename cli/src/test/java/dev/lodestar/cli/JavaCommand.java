package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How tests start Java with their own class path, so that it starts soon: hundreds of processes
/// are started, and most end before a better compiler or collector would have been of use.
///
/// The first one leaves the classes of the jars in an archive below `target`, from which those
/// after it take them; that saves a third of what a start costs. Java takes it only if the class
/// path begins with the same jars, which therefore come before the folders.
final class JavaCommand {
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:cds*=off,aot*=off");

  private static final String SAMPLE =
      """
      import dev.lodestar.*;
      import dev.lodestar.engine.ServerOptions;

      record Thing(String name) {}

      @Post("/things")
      Thing create(Thing thing) {
        return thing;
      }

      void main(String... args) throws Exception {
        try (var server =
                Lodestar.app().routes(this).build().start(ServerOptions.defaults().withPort(0));
            var socket = new java.net.Socket("127.0.0.1", server.port())) {
          socket.getOutputStream().write(
              ("POST /things HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n"
                  + "Content-Type: application/json\\r\\nContent-Length: 12\\r\\n\\r\\n"
                  + "{\\"name\\":\\"x\\"}").getBytes());
          socket.getInputStream().readAllBytes();
        }
      }
      """;

  private static final List<Path> ENTRIES =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .map(Path::of)
          .sorted(Comparator.comparing(Files::isDirectory))
          .toList();

  private JavaCommand() {}

  /// `java` with all that makes it start soon, and the class path; a main class has to follow.
  static List<String> java() {
    var command = plain();
    Archive.FILE.forEach(file -> command.add("-XX:SharedArchiveFile=" + file));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, ENTRIES.stream().map(Path::toString).toList()));
    return command;
  }

  private static List<String> plain() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK);
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    return command;
  }

  /// The archive, made when it is first asked for.
  private static final class Archive {
    /// Nothing if it could not be made: then everything takes longer.
    static final List<Path> FILE = find();

    private static List<Path> find() {
      if (jars().stream()
          .noneMatch(jar -> jar.getFileName().toString().startsWith("lodestar-core"))) {
        return List.of(); // of a build that packages nothing
      }
      var folder = Path.of("target").toAbsolutePath();
      var file = folder.resolve("started-" + fingerprint() + ".jsa");
      // Another process may run other tests.
      try (var channel =
              FileChannel.open(
                  folder.resolve("started.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        if (!Files.exists(file)) {
          make(folder, file);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return Files.exists(file) ? List.of(file) : List.of();
    }

    /// Of the jars, for those of the build keep their names when they change.
    private static String fingerprint() {
      var text = new StringBuilder(System.getProperty("java.home"));
      for (var jar : jars()) {
        text.append(jar).append(jar.toFile().length()).append(jar.toFile().lastModified());
      }
      return UUID.nameUUIDFromBytes(text.toString().getBytes(UTF_8)).toString();
    }

    private static List<Path> jars() {
      return ENTRIES.stream().filter(Files::isRegularFile).toList();
    }

    private static void make(Path folder, Path file) throws IOException {
      try (var old = Files.newDirectoryStream(folder, "started-*.jsa")) {
        for (var each : old) {
          Files.deleteIfExists(each);
        }
      }
      var work = Files.createDirectories(folder.resolve("started"));
      Files.writeString(work.resolve("App.java"), SAMPLE);
      var made = work.resolve("made.jsa");
      var command = plain();
      command.add("-XX:ArchiveClassesAtExit=" + made);
      // Java makes none of a class path with folders, so this module has to do without.
      command.add("-cp");
      command.add(String.join(File.pathSeparator, jars().stream().map(Path::toString).toList()));
      command.add("App.java");
      var builder =
          new ProcessBuilder(command)
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(work.resolve("output").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("LODESTAR_"));
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      var process = builder.start();
      try {
        if (process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0) {
          Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
