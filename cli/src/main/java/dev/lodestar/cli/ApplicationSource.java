package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.cli.SchemaCommand.FileSource;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gets applications out of programs: runs their main methods up to where they would serve.
final class ApplicationSource {
  private final Map<String, String> environment;

  ApplicationSource(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Runs the program of a source file.
  ///
  /// @return its application; empty if it cannot be compiled, which the compiler has printed
  /// @throws RunFailure if there is no such program, or it serves nothing
  /// @throws Throwable what the program throws
  Optional<App> of(FileSource source) throws Throwable {
    var main = new ProgramRunner(environment).mainMethod(source.path());
    return main.isEmpty()
        ? Optional.empty()
        : Optional.of(run(main.get(), source.arguments(), source.told()));
  }

  /// Runs a class.
  ///
  /// @throws RunFailure if there is no such class, or it serves nothing
  /// @throws Throwable what the program throws
  App of(ClassSource source) throws Throwable {
    return run(mainMethod(source), source.arguments(), source.told());
  }

  /// Finds the main method of a class, without calling it.
  ///
  /// @throws RunFailure if there is no such class, or none in it
  MainMethod mainMethod(ClassSource source) throws RunFailure {
    var loader = loader(source);
    Class<?> type;
    try {
      type = Class.forName(source.name(), false, loader);
    } catch (ClassNotFoundException missing) {
      throw new RunFailure(
          "There is no class '"
              + source.name()
              + "' on the class path; --class-path says where else to look.");
    } catch (LinkageError broken) {
      throw new RunFailure("The class '" + source.name() + "' cannot be loaded: " + broken + ".");
    }
    return MainMethod.of(type);
  }

  private static ClassLoader loader(ClassSource source) throws RunFailure {
    var own = ApplicationSource.class.getClassLoader();
    if (source.classPath().isEmpty()) {
      return own;
    }
    var urls = new ArrayList<URL>();
    for (var entry : source.classPath().get().split(File.pathSeparator, -1)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException | IllegalArgumentException invalid) {
        throw new RunFailure("'" + entry + "' of the class path is not a path.");
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), own);
  }

  /// What the program prints goes to the standard error: the standard output is for the result.
  private static App run(MainMethod main, List<String> arguments, String told) throws Throwable {
    Thread.currentThread().setContextClassLoader(main.launched().getClassLoader());
    var out = System.out;
    var err = System.err;
    var said = new Said(err);
    var ended = new Thread(() -> complain(told, said), "lodestar-ended");
    Runtime.getRuntime().addShutdownHook(ended);
    System.setOut(err);
    System.setErr(said);
    try {
      return Lodestar.applicationOf(() -> main.call(arguments))
          .orElseThrow(() -> new RunFailure(neverServes(told)));
    } finally {
      System.setOut(out);
      System.setErr(err);
      Runtime.getRuntime().removeShutdownHook(ended);
    }
  }

  /// Knows whether the program has said something of what is wrong.
  private static final class Said extends PrintStream {
    private volatile boolean anything;

    Said(PrintStream to) {
      super(to, true, to.charset());
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      anything = true;
      super.write(bytes, from, count);
    }

    @Override
    public void write(int one) {
      anything = true;
      super.write(one);
    }
  }

  /// A program that ends the process by itself must not look like a success.
  private static void complain(String told, Said said) {
    if (!said.anything) {
      System.err.println(neverServes(told));
    }
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  private static String neverServes(String told) {
    return "The program '"
        + told
        + "' ended without serving an application. Its main method has to call Lodestar.run(...) or"
        + " serve() in its own thread.";
  }
}
