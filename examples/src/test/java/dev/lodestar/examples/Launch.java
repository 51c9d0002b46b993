package dev.lodestar.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ways to start an application that is one source file.
enum Launch {
  /// `java -cp lodestar.jar App.java`
  BY_JAVA,
  /// `lodestar run App.java`, as the script starts it
  BY_LODESTAR;

  static final Path REPOSITORY =
      Path.of(System.getProperty("lodestar.repository")).toAbsolutePath().normalize();

  /// Most processes end before a better compiler or collector would have been of use.
  static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Path DIST = REPOSITORY.resolve("bundle/target/dist/lodestar.jar");

  /// The command of a process that runs a file.
  List<String> command(Path file, String... arguments) {
    var command = new ArrayList<>(command());
    if (this == BY_LODESTAR) {
      command.add("run");
    }
    command.add(file.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /// The command without what it is to do.
  List<String> command() {
    if (!Files.exists(DIST)) {
      throw new AssertionError(DIST + " is missing: these tests run after './mvnw package'.");
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK);
    if (this == BY_LODESTAR) {
      command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", DIST.toString()));
    if (this == BY_LODESTAR) {
      command.add("dev.lodestar.cli.Main");
    }
    return command;
  }
}
