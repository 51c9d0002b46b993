package dev.lodestar.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Builds the projects of the peers, each by itself, when their sources have changed.
///
/// @param repository the folder of the repository
/// @param logs the folder that gets what Maven prints
record PeerBuild(Path repository, Path logs) {
  private static final long LONGEST_MINUTES = 15;

  /// Returns why the peer cannot be started; nothing if it can.
  Optional<String> build(Peer peer) throws IOException, InterruptedException {
    if (peer.project().isEmpty()) {
      return Optional.empty();
    }
    var project = peer.project().get();
    var stamp = project.resolve("target/built");
    if (Files.exists(stamp) && Files.getLastModifiedTime(stamp).compareTo(newest(project)) > 0) {
      return Optional.empty();
    }
    System.err.println("Building " + peer.title() + " ...");
    var log = logs.resolve(peer.name() + "-build.log");
    if (!maven(project, log.toFile())) {
      return Optional.of("does not build; see " + repository.relativize(log));
    }
    Files.writeString(stamp, "");
    return Optional.empty();
  }

  private boolean maven(Path project, File log) throws IOException, InterruptedException {
    var command =
        List.of(
            repository.resolve("mvnw").toString(),
            "-q",
            "-f",
            project.resolve("pom.xml").toString(),
            "clean",
            "package");
    var builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var maven = builder.redirectErrorStream(true).redirectOutput(log).start();
    try {
      return maven.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) && maven.exitValue() == 0;
    } finally {
      maven.destroy();
    }
  }

  /// When the project was changed last, or what it has in common with the others.
  private static FileTime newest(Path project) throws IOException {
    var newest = Files.getLastModifiedTime(project.resolveSibling("pom.xml"));
    for (var part : List.of("pom.xml", "src")) {
      try (var files = Files.walk(project.resolve(part))) {
        for (var file : files.toList()) {
          var changed = Files.getLastModifiedTime(file);
          newest = changed.compareTo(newest) > 0 ? changed : newest;
        }
      }
    }
    return newest;
  }
}
