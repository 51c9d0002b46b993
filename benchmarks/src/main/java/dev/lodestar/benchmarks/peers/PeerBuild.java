package dev.lodestar.benchmarks.peers;

import dev.lodestar.benchmarks.process.ClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Builds the peers, each by itself, when their sources have changed.
///
/// @param repository the folder of the repository
/// @param logs the folder that gets what the builds print
record PeerBuild(Path repository, Path logs) {
  private static final long LONGEST_MINUTES = 15;

  /// Returns why the peer cannot be started; nothing if it can.
  Optional<String> build(Peer peer) throws IOException, InterruptedException {
    return switch (peer.source()) {
      case Peer.Source.Benchmarks() -> Optional.empty();
      case Peer.Source.Project(var folder) -> build(peer, folder);
      case Peer.Source.Packaged packaged -> build(peer, packaged);
    };
  }

  private Optional<String> build(Peer peer, Path project) throws IOException, InterruptedException {
    var stamp = project.resolve("target/built");
    if (Files.exists(stamp) && Files.getLastModifiedTime(stamp).compareTo(newest(project)) > 0) {
      return Optional.empty();
    }
    var failure =
        run(
            peer,
            List.of(
                repository.resolve("mvnw").toString(),
                "-q",
                "-f",
                project.resolve("pom.xml").toString(),
                "clean",
                "package"));
    if (failure.isEmpty()) {
      Files.writeString(stamp, "");
    }
    return failure;
  }

  /// Always made anew: that tells that it can be made, and takes a few seconds.
  private Optional<String> build(Peer peer, Peer.Source.Packaged packaged)
      throws IOException, InterruptedException {
    delete(packaged.folder());
    return run(
        peer,
        List.of(
            ClassPath.java(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Peers.distribution(repository).toString(),
            "package",
            "--class",
            packaged.mainClass(),
            "--class-path",
            packaged.classPath(),
            "--name",
            "shop",
            "--output",
            packaged.folder().toString()));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Optional<String> run(Peer peer, List<String> command)
      throws IOException, InterruptedException {
    System.err.println("Building " + peer.title() + " ...");
    var log = logs.resolve(peer.name() + "-build.log");
    return succeeds(command, log.toFile())
        ? Optional.empty()
        : Optional.of("does not build; see " + repository.relativize(log));
  }

  private boolean succeeds(List<String> command, File log)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.redirectErrorStream(true).redirectOutput(log).start();
    try {
      return process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } finally {
      process.destroy();
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
