package dev.lodestar.cli;

import dev.lodestar.dev.build.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a command line names to be developed.
///
/// @param build makes its classes
/// @param directory where it runs
/// @param file the source file, if it is a program of one
record DevTarget(Build build, Path directory, Optional<Path> file) {

  static DevTarget of(DevCommand command, Map<String, String> environment) throws RunFailure {
    var named = command.application();
    var path = named.path().isPresent() ? named.path().get() : Launchable.conventional();
    return ofFile(SourceFile.of(path), environment);
  }

  private static DevTarget ofFile(SourceFile source, Map<String, String> environment) {
    var here = Path.of("").toAbsolutePath();
    return new DevTarget(
        new FileBuild(source, ClassPath.ofThisProcess(), settings(here, environment)),
        here,
        Optional.of(source.path()));
  }

  /// Files that the configuration is read from.
  private static List<Path> settings(Path folder, Map<String, String> environment) {
    var files = new ArrayList<Path>();
    for (var name : List.of("lodestar.toml", "lodestar.properties", "lodestar-dev.toml", ".env")) {
      files.add(folder.resolve(name));
    }
    var named = environment.get("LODESTAR_CONFIG");
    if (named != null && !named.isBlank()) {
      files.add(folder.resolve(named));
    }
    return files;
  }
}
