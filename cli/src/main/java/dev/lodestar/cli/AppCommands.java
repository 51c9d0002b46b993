package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.AppCommand;
import dev.lodestar.LaunchException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The commands of an application: its own, those of its plugins, those of libraries, and those
/// that every application has.
final class AppCommands {
  private static final List<AppCommand> BUILT_IN =
      List.of(
          new RoutesCommand(),
          new ExplainCommand(),
          new InfoCommand(),
          new DiagnoseCommand(),
          new ConfigCommand());

  private final Map<String, AppCommand> byName = new LinkedHashMap<>();

  private AppCommands(List<AppCommand> commands) {
    for (var command : commands) {
      byName.putIfAbsent(command.name(), command);
    }
  }

  static AppCommands of(App app) {
    var all = new ArrayList<AppCommand>(app.commands());
    all.addAll(ofEveryApplication());
    return new AppCommands(all);
  }

  /// What does not depend on an application: services first, then what Lodestar brings.
  static List<AppCommand> ofEveryApplication() {
    var all = new ArrayList<AppCommand>();
    var loader =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(AppCommands.class::getClassLoader);
    ServiceLoader.load(AppCommand.class, loader).forEach(all::add);
    all.addAll(BUILT_IN);
    return all;
  }

  /// The command that the first argument names; null if that is none.
  static @Nullable AppCommand named(App app, List<String> arguments) {
    if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
      return null;
    }
    return of(app).byName.get(arguments.getFirst());
  }

  List<AppCommand> all() {
    return List.copyOf(byName.values());
  }

  @Nullable AppCommand get(String name) {
    return byName.get(name);
  }

  /// Carries a command out.
  ///
  /// @return the exit code
  static int run(AppCommand command, App app, List<String> arguments) {
    try {
      var code =
          command.run(
              new AppCommand.Context(app, arguments, System.getenv(), System.out, System.err));
      System.out.flush();
      return code;
    } catch (LaunchException told) {
      System.err.println(told.getMessage());
    } catch (Exception failure) {
      System.err.println("The command '" + command.name() + "' failed:");
      failure.printStackTrace();
    }
    return ExitCode.FAILED;
  }
}
