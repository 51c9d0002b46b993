package dev.lodestar;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// A command of an application, besides serving: what `java -jar shop.jar import prices.csv` does,
/// and `lodestar run Shop.java import prices.csv`.
///
/// ```java
/// Lodestar.app().command(AppCommand.of("import", "Reads prices from a file.", context -> {
///   var prices = Prices.read(Path.of(context.arguments().getFirst()));
///   context.out().println(prices.size() + " prices");
///   return 0;
/// }));
/// ```
///
/// Applications and plugins add commands with [App.Builder#command(AppCommand...)]; a library adds
/// one to every application on whose class path it is as a service (`java.util.ServiceLoader`). One
/// that the application or a plugin added wins over a service of the same name.
public interface AppCommand {

  /// Returns what the command is called.
  ///
  /// @return a word of letters, digits and `-`, which begins with a letter
  String name();

  /// Says what the command does, for `--help`.
  ///
  /// @return one sentence
  String summary();

  /// Carries the command out. The application is built, and nothing of it is started: who needs its
  /// lifespans calls [App#open()].
  ///
  /// @param context the application, the arguments, and where to print
  /// @return the exit code of the process: 0 if all was done, 1 if it failed, 2 if the arguments
  ///   are wrong, or one of the command's own
  /// @throws Exception if it fails; a [LaunchException] is printed as its message, everything else
  ///   with its stack trace, and the exit code is 1
  int run(Context context) throws Exception;

  /// What a command works with.
  ///
  /// @param app the application
  /// @param arguments what stands after the name of the command
  /// @param environment variables of the environment
  /// @param out the standard output, for results
  /// @param err the standard error, for messages
  record Context(
      App app,
      List<String> arguments,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err) {

    /// Creates a context, copying list and map.
    public Context {
      requireNonNull(app, "app");
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  /// Carries a command out.
  @FunctionalInterface
  interface Action {

    /// Carries it out, as [AppCommand#run(Context)] does.
    ///
    /// @param context the application, the arguments, and where to print
    /// @return the exit code
    /// @throws Exception if it fails
    int run(Context context) throws Exception;
  }

  /// Returns a command.
  ///
  /// @param name what it is called
  /// @param summary one sentence for `--help`
  /// @param action carries it out
  /// @return the command
  static AppCommand of(String name, String summary, Action action) {
    requireNonNull(name, "name");
    requireNonNull(summary, "summary");
    requireNonNull(action, "action");
    return new AppCommand() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String summary() {
        return summary;
      }

      @Override
      public int run(Context context) throws Exception {
        return action.run(context);
      }
    };
  }
}
