package dev.lodestar.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server that is measured.
///
/// @param name what the command line calls it
/// @param title what the tables call it
/// @param version what it says about itself; what the build of its project brings is asked for
///   later
/// @param source what has to be built first
/// @param launch how it is started
record Peer(String name, String title, Version version, Source source, Launch launch) {
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

  /// What has to be built before a server can be started.
  sealed interface Source {
    /// Nothing more than the benchmarks.
    record Benchmarks() implements Source {}

    /// A Maven project of its own.
    record Project(Path folder) implements Source {}

    /// The folder that `lodestar package` makes of a class.
    record Packaged(Path folder, String mainClass, String classPath) implements Source {}
  }

  /// How a server is started.
  sealed interface Launch {
    /// By `java`: what follows the options of the virtual machine.
    record Java(List<String> arguments) implements Launch {}

    /// By a script that takes the options of the virtual machine from `JAVA_OPTS`.
    record Script(Path file) implements Launch {}
  }

  /// The command that starts it.
  List<String> command(String java, List<String> options) {
    return switch (launch) {
      case Launch.Java(var arguments) -> {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(options);
        command.addAll(arguments);
        yield List.copyOf(command);
      }
      case Launch.Script(var file) ->
          List.of("env", "JAVA_OPTS=" + String.join(" ", options), file.toString());
    };
  }

  /// Whether its starts are all that is measured: under load it is another one.
  boolean onlyStarts() {
    return source instanceof Source.Packaged;
  }
}
