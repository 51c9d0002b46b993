package dev.lodestar.cli;

import dev.lodestar.LaunchException;
import dev.lodestar.report.StartupException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a source file: finds its classes in the cache or compiles them, and calls its main method.
///
/// What can be run is what `java App.java` runs: one source file, with or without a package, whose
/// first class (or the class named like the file) has a main method; classes of other source files
/// are compiled too if the compiler finds them from there, in the folder where the packages start.
/// Unlike there, classes that are only named at run time, by reflection, are not compiled.
final class ProgramRunner {
  private static final String FORMAT = "1";

  /// Where debug mode finds the source of the program, which lies in no folder of a build.
  private static final String SOURCE_FILE = "lodestar.run.sourcefile";

  static final String SOURCE_FILE_OPTION = "-D" + SOURCE_FILE + "=";

  private final ProgramCache cache;

  ProgramRunner(Map<String, String> environment) {
    this.cache = new ProgramCache(environment, System.getProperty("user.home", ""));
  }

  /// Runs a program, and returns when its main method does.
  ///
  /// @return the exit code; what the program does not catch of the reports of what is wrong with
  ///   its application has been printed
  /// @throws RunFailure if the file cannot be run
  /// @throws Throwable what else the main method throws
  int run(Command.Run command) throws Throwable {
    return command.file().isEmpty()
        ? run(command, Launchable.conventional())
        : run(command, command.file());
  }

  private int run(Command.Run command, String file) throws Throwable {
    // A program of one file is by far more common, and must not load what projects need.
    if (!file.endsWith(SourceFile.SUFFIX) || file.contains("src")) {
      if (ProjectProgram.isNamedBy(file)) {
        return ProjectRun.run(file, command.arguments());
      }
    }
    var source = SourceFile.of(file);
    var program = program(source, command.warnings());
    if (program.isEmpty()) {
      return ExitCode.FAILED;
    }
    var loader = new ProgramLoader(program.get(), ProgramRunner.class.getClassLoader());
    var main = MainMethod.of(source, program.get().topLevelClasses(), loader);
    var lost = lostArguments(command, main);
    if (lost != null) {
      return lost.print();
    }
    System.setProperty(SOURCE_FILE, source.path().toAbsolutePath().toString());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      main.call(command.arguments());
      return ExitCode.DONE;
    } catch (StartupException | LaunchException mistake) {
      return told(mistake);
    } catch (ExceptionInInitializerError broken) {
      if (broken.getCause() instanceof StartupException mistake) {
        return told(mistake);
      }
      throw broken;
    }
  }

  /// Prints what is wrong with the application: the message says where, so frames would only hide
  /// it.
  private static int told(RuntimeException mistake) {
    System.err.println(mistake.getMessage());
    return ExitCode.FAILED;
  }

  /// Compiles a program.
  ///
  /// @return the program; empty if the compiler has refused it, and said why
  /// @throws RunFailure if the file cannot be read
  Optional<CompiledProgram> compile(String file) throws RunFailure {
    return program(SourceFile.of(file), false);
  }

  /// Compiles a program and finds its main method, without calling it.
  ///
  /// @return the method; empty if the compiler has refused the program, and said why
  /// @throws RunFailure if the file cannot be run
  Optional<MainMethod> mainMethod(String file) throws RunFailure {
    var source = SourceFile.of(file);
    var program = program(source, false);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    var loader = new ProgramLoader(program.get(), ProgramRunner.class.getClassLoader());
    var main = MainMethod.of(source, program.get().topLevelClasses(), loader);
    System.setProperty(SOURCE_FILE, source.path().toAbsolutePath().toString());
    return Optional.of(main);
  }

  private Optional<CompiledProgram> program(SourceFile source, boolean warnings) throws RunFailure {
    var classPath = ClassPath.ofThisProcess();
    var identity = identity(source, classPath);
    if (!warnings) {
      var kept = cache.find(identity);
      if (kept.isPresent()) {
        return kept;
      }
    }
    var messages = new PrintWriter(System.err, true, System.err.charset());
    var compiled = ProgramCompiler.compile(source, classPath.text(), warnings, messages);
    compiled.ifPresent(program -> cache.keep(identity, program));
    return compiled;
  }

  private static String identity(SourceFile source, ClassPath classPath) {
    return FORMAT
        + '\n'
        + System.getProperty("java.runtime.version")
        + '\n'
        + System.getProperty("java.home")
        + '\n'
        + source.path().toAbsolutePath().normalize()
        + '\n'
        + classPath.identity();
  }

  /// A port that is asked for and silently not used would puzzle.
  private static @Nullable Answer lostArguments(Command.Run command, MainMethod main) {
    if (main.takesArguments() || command.arguments().isEmpty()) {
      return null;
    }
    return Answer.mistake(
        "The main method in '"
            + command.file()
            + "' takes no arguments, so '"
            + String.join(" ", command.arguments())
            + "' would be lost. Declare 'void main(String... args)' and pass them on:"
            + " 'Lodestar.run(this, args)'.");
  }
}
