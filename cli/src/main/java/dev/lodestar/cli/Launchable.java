package dev.lodestar.cli;

import dev.lodestar.cli.SchemaCommand.ClassSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Something that can be started as a process of its own.
///
/// @param name what it is called if nobody says otherwise
/// @param told what it is, for people; tells two of one name apart
/// @param command the program and its arguments
record Launchable(String name, String told, List<String> command) {
  private static final Set<String> USUAL_NAMES = Set.of("app", "main", "application");
  private static final String HERE = ".";

  /// Java 25 has a warning without it, and a later one may not know it.
  private static final int JAVA_WITH_UNSAFE_OPTION = 25;

  private static final List<String> CONVENTIONAL = List.of("App.java", "Main.java");

  /// What a command line names as an application.
  ///
  /// @param path a source file, a jar or the folder of a packaged application
  /// @param type a class with a main method, instead
  /// @param rest the arguments after `--`: those of the application, or a whole command line if
  ///   nothing else names one
  record Named(Optional<String> path, Optional<ClassSource> type, List<String> rest) {

    boolean isEmpty() {
      return path.isEmpty() && type.isEmpty();
    }
  }

  static Launchable of(Named named) throws RunFailure {
    return of(named, true);
  }

  /// What it is called, without finding out how it is started, for which a project would have to be
  /// compiled.
  static Launchable identity(Named named) throws RunFailure {
    return of(named, false);
  }

  private static Launchable of(Named named, boolean compiles) throws RunFailure {
    if (named.type().isPresent()) {
      return ofClass(named.type().get(), named.rest());
    }
    if (named.path().isPresent()) {
      return ofPath(named.path().get(), named.rest(), compiles);
    }
    if (!named.rest().isEmpty()) {
      return ofCommand(named.rest());
    }
    return ofPath(conventional(), List.of(), compiles);
  }

  /// Whether an argument names a file or folder that can be an application.
  static boolean isPath(String argument) {
    return argument.endsWith(SourceFile.SUFFIX)
        || argument.endsWith(".jar")
        || (!argument.startsWith("-")
            && (isFolder(argument) || ProjectProgram.isNamedBy(argument)));
  }

  private static boolean isFolder(String argument) {
    try {
      return Files.isDirectory(Path.of(argument).resolve("bin"));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  static boolean hasConventional() {
    return DevTarget.isProject(Path.of("").toAbsolutePath())
        || CONVENTIONAL.stream().anyMatch(name -> Files.isRegularFile(Path.of(name)));
  }

  /// What this folder has for its application by convention: a file, or itself.
  static String conventional() throws RunFailure {
    var found = CONVENTIONAL.stream().filter(name -> Files.isRegularFile(Path.of(name))).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    var here = Path.of("").toAbsolutePath();
    if (found.isEmpty() && DevTarget.isProject(here)) {
      return HERE;
    }
    throw new RunFailure(
        found.isEmpty()
            ? "No application was named, and the folder '"
                + here
                + "' has neither App.java nor Main.java, nor a build of Maven or Gradle. Name a source"
                + " file, a jar, the folder of a project or of a packaged application, a class with --class, or a command line after '--'."
            : "No application was named, and the folder '"
                + here
                + "' has both App.java and Main.java. Name one of them.");
  }

  private static Launchable ofClass(ClassSource source, List<String> arguments) {
    var command = java();
    command.add("-cp");
    command.add(
        source
            .classPath()
            .map(path -> path + java.io.File.pathSeparator + ClassPath.ofThisProcess().text())
            .orElseGet(() -> ClassPath.ofThisProcess().text()));
    command.add(source.name());
    command.addAll(arguments);
    var parts = source.name().split("\\.", -1);
    var simple = parts[parts.length - 1];
    var isUsual = USUAL_NAMES.contains(simple.toLowerCase(Locale.ROOT)) && parts.length > 1;
    return new Launchable(
        usable(isUsual ? parts[parts.length - 2] : simple), source.name(), command);
  }

  private static Launchable ofPath(String typed, List<String> arguments, boolean compiles)
      throws RunFailure {
    Path path;
    try {
      path = Path.of(typed).toAbsolutePath().normalize();
    } catch (InvalidPathException invalid) {
      throw new RunFailure("'" + typed + "' is not a path: " + invalid.getReason() + ".");
    }
    if (!Files.exists(path)) {
      throw new RunFailure(
          "There is no file or folder '"
              + typed
              + "'. Name a source file, a jar, or the folder of a project or a packaged"
              + " application.");
    }
    if (ProjectProgram.isNamedBy(typed)) {
      return ofProject(typed, arguments, compiles);
    }
    if (Files.isDirectory(path)) {
      return ofFolder(typed, path, arguments);
    }
    var command = java();
    if (typed.endsWith(SourceFile.SUFFIX)) {
      command.addAll(List.of("-cp", ClassPath.ofThisProcess().text(), Main.class.getName(), "run"));
    } else if (typed.endsWith(".jar")) {
      command.add("-jar");
    } else {
      throw new RunFailure(
          "'"
              + typed
              + "' is neither a source file (.java) nor a jar (.jar). A program of another kind is"
              + " started as a command line, after '--'.");
    }
    command.add(path.toString());
    command.addAll(arguments);
    return new Launchable(nameOf(path), path.toString(), command);
  }

  private static Launchable ofProject(String typed, List<String> arguments, boolean compiles)
      throws RunFailure {
    var folder = ProjectProgram.folder(typed);
    var command = java();
    if (compiles) {
      var source = ProjectProgram.build(typed, arguments, System.getenv());
      command.addAll(List.of("-cp", source.classPath().orElseThrow(), source.name()));
      command.addAll(arguments);
    }
    return new Launchable(
        usable(String.valueOf(folder.getFileName())),
        Path.of(typed).toAbsolutePath().normalize().toString(),
        command);
  }

  private static String nameOf(Path file) {
    var bare = String.valueOf(file.getFileName());
    var stem = bare.substring(0, bare.lastIndexOf('.'));
    var folder = file.getParent();
    var isUsual = USUAL_NAMES.contains(stem.toLowerCase(Locale.ROOT));
    return usable(
        isUsual && folder != null && folder.getFileName() != null
            ? folder.getFileName().toString()
            : stem);
  }

  private static Launchable ofFolder(String typed, Path folder, List<String> arguments)
      throws RunFailure {
    var scripts = new ArrayList<Path>();
    var bin = folder.resolve("bin");
    if (Files.isDirectory(bin)) {
      try (var files = Files.newDirectoryStream(bin)) {
        for (var file : files) {
          if (Files.isExecutable(file) && !file.endsWith("train")) {
            scripts.add(file);
          }
        }
      } catch (IOException failure) {
        throw new RunFailure("The folder '" + bin + "' cannot be read: " + failure + ".");
      }
    }
    if (scripts.size() != 1) {
      throw new RunFailure(
          "The folder '"
              + typed
              + "' is neither a project of Maven or Gradle nor a packaged application: it has "
              + (scripts.isEmpty() ? "no start script" : "several scripts")
              + " in 'bin'. 'lodestar package' makes one.");
    }
    var command = new ArrayList<String>();
    command.add(scripts.getFirst().toString());
    command.addAll(arguments);
    return new Launchable(
        usable(String.valueOf(scripts.getFirst().getFileName())), folder.toString(), command);
  }

  private static Launchable ofCommand(List<String> command) {
    var program = Path.of(command.getFirst()).getFileName();
    return new Launchable(
        usable(program == null ? "application" : program.toString()),
        String.join(" ", command),
        command);
  }

  /// The virtual machine of an application and its options, as the scripts have them.
  static List<String> java() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() == JAVA_WITH_UNSAFE_OPTION) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (var option : System.getenv().getOrDefault("JAVA_OPTS", "").split("\\s+", -1)) {
      if (!option.isEmpty()) {
        command.add(option);
      }
    }
    return command;
  }

  /// A name that a PID file can have.
  private static String usable(String text) {
    var name = new StringBuilder();
    for (var i = 0; i < text.length() && name.length() < 64; i++) {
      var letter = Character.toLowerCase(text.charAt(i));
      var plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      if (plain || (!name.isEmpty() && "-_.".indexOf(letter) >= 0)) {
        name.append(letter);
      } else if (letter == ' ' && !name.isEmpty()) {
        name.append('-');
      }
    }
    return name.isEmpty() ? "application" : name.toString();
  }
}
