package dev.lodestar.cli;

import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.cli.SchemaCommand.FileSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command line that has a command of an application carried out, such as `lodestar routes
/// App.java --table`.
///
/// @param command the name of the command
/// @param application what comes first and is an application; empty for that of the folder
/// @param arguments those of the command
record AppCall(String command, Optional<Launchable.Named> application, List<String> arguments)
    implements Command {

  /// Reads what follows the name of a command: the application first, if it is named.
  static AppCall read(String command, List<String> rest) {
    var end = rest.indexOf("--");
    var own = new ArrayList<>(end < 0 ? rest : rest.subList(0, end));
    var forMain = end < 0 ? List.<String>of() : rest.subList(end + 1, rest.size());
    var type = take(own, "--class");
    var classPath = take(own, "--class-path");
    if (type.isPresent()) {
      var source = new ClassSource(type.get(), classPath, forMain);
      return new AppCall(
          command,
          Optional.of(new Launchable.Named(Optional.empty(), Optional.of(source), forMain)),
          own);
    }
    if (!own.isEmpty() && Launchable.isPath(own.getFirst())) {
      var path = own.removeFirst();
      return new AppCall(
          command,
          Optional.of(new Launchable.Named(Optional.of(path), Optional.empty(), forMain)),
          own);
    }
    return new AppCall(command, Optional.empty(), own);
  }

  private static Optional<String> take(List<String> arguments, String option) {
    for (var i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      if (argument.startsWith(option + "=")) {
        arguments.remove(i);
        return Optional.of(argument.substring(option.length() + 1));
      }
      if (argument.equals(option) && i + 1 < arguments.size()) {
        arguments.remove(i);
        return Optional.of(arguments.remove(i));
      }
    }
    return Optional.empty();
  }

  /// The source file, if the application is one.
  static Optional<FileSource> sourceFile(Launchable.Named named) {
    return named
        .path()
        .filter(path -> path.endsWith(SourceFile.SUFFIX) && !ProjectProgram.isNamedBy(path))
        .map(path -> new FileSource(path, named.rest()));
  }
}
