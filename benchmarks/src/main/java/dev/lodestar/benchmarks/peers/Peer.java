package dev.lodestar.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A server that is measured.
///
/// @param name what the command line calls it
/// @param title what the tables call it
/// @param version what it says about itself; what the build of its project brings is asked for
///   later
/// @param project its Maven project; none if it is part of the benchmarks
/// @param arguments what follows the options of the virtual machine
record Peer(
    String name, String title, Version version, Optional<Path> project, List<String> arguments) {
  /// Where a version comes from.
  ///
  /// @param folder the folder of jars; none if the version is known
  /// @param text what the name of the jar starts with, or the version
  record Version(Optional<Path> folder, String text) {
    static Version known(String version) {
      return new Version(Optional.empty(), version);
    }

    static Version ofJar(Path folder, String prefix) {
      return new Version(Optional.of(folder), prefix);
    }

    String get() {
      return folder.map(jars -> Jars.version(jars, text)).orElse(text);
    }
  }

  Peer {
    arguments = List.copyOf(arguments);
  }
}
