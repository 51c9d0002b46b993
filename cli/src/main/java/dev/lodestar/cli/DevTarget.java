package dev.lodestar.cli;

import dev.lodestar.dev.build.Build;
import dev.lodestar.dev.build.ClassFolders;
import dev.lodestar.dev.build.ModuleBuild;
import dev.lodestar.dev.build.Project;
import dev.lodestar.dev.project.ClassPathEntries;
import dev.lodestar.dev.project.GradleProject;
import dev.lodestar.dev.project.MavenProject;
import dev.lodestar.dev.project.PlainFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What a command line names to be developed.
///
/// @param build makes its classes
/// @param directory where it runs
/// @param file the source file, if it is a program of one
record DevTarget(Build build, Path directory, Optional<Path> file) {
  private static final String MAIN_SOURCES = "src/main/java";

  /// Finds out what is meant: what is named, else the project of this folder, else its `App.java`
  /// or `Main.java`.
  ///
  /// @param says told of what takes long
  /// @throws RunFailure if there is nothing
  static DevTarget of(DevCommand command, Map<String, String> environment, Consumer<String> says)
      throws RunFailure {
    return new Finder(command, environment, says).find();
  }

  /// Whether a folder is one of a project with a build.
  static boolean isProject(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml")) || GradleProject.isOne(folder);
  }

  /// The project in whose `src/main/java` a source file lies.
  static Optional<Path> projectOf(Path file) {
    for (var at = file.getParent(); at != null; at = at.getParent()) {
      if (file.startsWith(at.resolve(MAIN_SOURCES)) && isProject(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /// Looks for it.
  private record Finder(
      DevCommand command, Map<String, String> environment, Consumer<String> says) {

    DevTarget find() throws RunFailure {
      var type = command.application().type();
      if (type.isPresent() && type.get().classPath().isPresent()) {
        return ofClassPath(type.get().classPath().get());
      }
      var named = command.application().path();
      if (named.isPresent()) {
        var path = path(named.get());
        return Files.isDirectory(path) ? ofFolder(path) : ofFile(named.get());
      }
      var here = Path.of("").toAbsolutePath();
      if (isProject(here)) {
        return ofProject(here, here, className());
      }
      return ofFile(Launchable.conventional());
    }

    private Path path(String typed) throws RunFailure {
      try {
        return Path.of(typed).toAbsolutePath().normalize();
      } catch (InvalidPathException invalid) {
        throw new RunFailure("'" + typed + "' is not a path: " + invalid.getReason() + ".");
      }
    }

    private Optional<String> className() {
      return command.application().type().map(SchemaCommand.ClassSource::name);
    }

    private DevTarget ofClassPath(String classPath) throws RunFailure {
      var entries = new ArrayList<Path>();
      for (var entry : classPath.split(java.io.File.pathSeparator, -1)) {
        var path = path(entry);
        if (!Files.exists(path)) {
          throw new RunFailure("There is nothing at '" + entry + "' of the class path.");
        }
        entries.add(path);
      }
      var here = Path.of("").toAbsolutePath();
      return new DevTarget(
          new ClassFolders(new ClassPathEntries(entries), className(), settings(here)),
          here,
          Optional.empty());
    }

    private DevTarget ofFolder(Path folder) throws RunFailure {
      if (isProject(folder)) {
        return ofProject(folder, folder, className());
      }
      if (!command.compiles()) {
        return ofClassPath(folder.toString());
      }
      return new DevTarget(
          new ModuleBuild(
              new PlainFolder(folder, ClassPath.ofThisProcess().entries()),
              className(),
              Optional.empty(),
              settings(folder)),
          folder,
          Optional.empty());
    }

    private DevTarget ofFile(String typed) throws RunFailure {
      var source = SourceFile.of(typed);
      var file = source.path().toAbsolutePath().normalize();
      var project = projectOf(file);
      if (project.isPresent()) {
        var name = project.get().resolve(MAIN_SOURCES).relativize(file).toString();
        var type = name.substring(0, name.length() - SourceFile.SUFFIX.length());
        return ofProject(
            project.get(),
            Path.of("").toAbsolutePath(),
            Optional.of(type.replaceAll("[/\\\\]", ".")));
      }
      if (!command.compiles()) {
        throw new RunFailure(
            "'" + typed + "' is a program of one source file, which only this command compiles.");
      }
      var here = Path.of("").toAbsolutePath();
      return new DevTarget(
          new FileBuild(source, ClassPath.ofThisProcess(), settings(here)),
          here,
          Optional.of(source.path()));
    }

    private DevTarget ofProject(Path folder, Path directory, Optional<String> type) {
      Project.Reader reader =
          Files.isRegularFile(folder.resolve("pom.xml"))
              ? new MavenProject(MavenProject.rootOf(folder), says)
              : new GradleProject(GradleProject.rootOf(folder), says);
      return new DevTarget(
          command.compiles()
              ? new ModuleBuild(reader, type, Optional.of(folder), settings(directory))
              : new ClassFolders(reader, type, settings(directory)),
          directory,
          Optional.empty());
    }

    /// Files that the configuration is read from, whether they are there or not.
    private List<Path> settings(Path folder) {
      var files = new ArrayList<Path>();
      var names = List.of("lodestar.toml", "lodestar.properties", "lodestar-dev.toml", ".env");
      names.forEach(name -> files.add(folder.resolve(name)));
      var named = environment.get("LODESTAR_CONFIG");
      if (named != null && !named.isBlank()) {
        files.add(folder.resolve(named));
      }
      for (var option : command.configuration()) {
        if (option.startsWith(ConfigurationOption.CONFIG + "=")) {
          files.add(folder.resolve(option.substring(ConfigurationOption.CONFIG.length() + 1)));
        }
        if (option.startsWith(ConfigurationOption.PROFILE + "=")) {
          for (var name :
              option.substring(ConfigurationOption.PROFILE.length() + 1).split(",", -1)) {
            files.add(folder.resolve("lodestar-" + name.strip() + ".toml"));
          }
        }
      }
      return files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().toList();
    }
  }
}
