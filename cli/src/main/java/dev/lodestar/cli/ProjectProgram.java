package dev.lodestar.cli;

import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.dev.build.Build;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A project of Maven or Gradle as a program: its sources are compiled here, as the developer loop
/// does it, and its build tool is only asked for the class path. What was compiled is kept as a jar
/// whose name ends with a hash of its content, so a process that runs with it is never disturbed.
final class ProjectProgram {
  private ProjectProgram() {}

  /// Whether a path names a project: its folder, or a source file in its `src/main/java`.
  static boolean isNamedBy(String typed) {
    try {
      var path = Path.of(typed).toAbsolutePath().normalize();
      return typed.endsWith(SourceFile.SUFFIX)
          ? DevTarget.projectOf(path).isPresent()
          : DevTarget.isProject(path);
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  /// The folder of the project that a path names.
  static Path folder(String typed) {
    var path = Path.of(typed).toAbsolutePath().normalize();
    return DevTarget.projectOf(path).orElse(path);
  }

  /// Compiles the project.
  ///
  /// @param typed what [#isNamedBy] has said yes to
  /// @param arguments of the main method
  /// @return its main class, with the whole class path
  /// @throws RunFailure if it cannot be compiled, or has no main class
  static ClassSource build(String typed, List<String> arguments, Map<String, String> environment)
      throws RunFailure {
    var command =
        new DevCommand(
            new Launchable.Named(Optional.of(typed), Optional.empty(), List.of()),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            true,
            List.of());
    var build = DevTarget.of(command, environment, System.err::println).build();
    return switch (build.build(List.of())) {
      case Build.Outcome.Refused(var title, var text) ->
          throw new RunFailure(text.isBlank() ? title : title + "\n" + text);
      case Build.Outcome.Built built -> {
        var entries = new ArrayList<Path>();
        entries.add(jar(folder(typed), built, environment));
        build.classPath().stream().filter(Files::exists).forEach(entries::add);
        entries.addAll(DevTool.behind(entries));
        var text = String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
        yield new ClassSource(built.mainClass(), Optional.of(text), arguments);
      }
    };
  }

  private static Path jar(Path folder, Build.Outcome.Built built, Map<String, String> environment)
      throws RunFailure {
    var files = new TreeMap<String, byte[]>();
    for (var output : built.outputs()) {
      output.forEach(files::putIfAbsent);
    }
    var name = folder.getFileName() == null ? "project" : folder.getFileName().toString();
    try {
      return new ProjectJars(environment, System.getProperty("user.home", "")).keep(name, files);
    } catch (IOException failure) {
      throw new RunFailure(
          "What was compiled cannot be kept: "
              + failure
              + ". Make room, or choose another folder with the variable LODESTAR_CACHE.");
    }
  }
}
