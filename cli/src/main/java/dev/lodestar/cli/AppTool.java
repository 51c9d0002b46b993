package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.AppCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries out commands of applications that have not been started: runs their main methods up to
/// where they would serve. What is packaged is started with the command as its argument.
final class AppTool {
  private final Map<String, String> environment;

  AppTool(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Does what was asked for.
  ///
  /// @return the exit code
  /// @throws RunFailure if there is no such application
  /// @throws Throwable what the main method of the program throws
  int run(AppCall call) throws Throwable {
    var known = known(call.command());
    if (known instanceof BuiltIn builtIn && isHelp(call.arguments())) {
      return Answer.asked(usage(builtIn)).print();
    }
    if (known instanceof DiagnoseCommand diagnose
        && call.application().isEmpty()
        && !Launchable.hasConventional()) {
      return diagnose.run(Optional.empty(), call.arguments(), environment, System.out);
    }
    var named = call.application().isPresent() ? call.application().get() : conventional();
    var file = AppCall.sourceFile(named);
    var applications = new ApplicationSource(environment);
    if (file.isPresent()) {
      var app = applications.of(file.get());
      return app.isEmpty() ? ExitCode.FAILED : run(app.get(), call);
    }
    if (named.type().isPresent()) {
      return run(applications.of(named.type().get()), call);
    }
    return runPackaged(Launchable.of(named), call);
  }

  private static Launchable.Named conventional() throws RunFailure {
    return new Launchable.Named(
        Optional.of(Launchable.conventional()), Optional.empty(), List.of());
  }

  private static @Nullable AppCommand known(String name) {
    return AppCommands.ofEveryApplication().stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isHelp(List<String> arguments) {
    return arguments.contains("--help") || arguments.contains("-h");
  }

  private static String usage(BuiltIn command) {
    var spec = command.spec();
    spec.qualifiedName("lodestar " + command.name());
    spec.usageMessage()
        .footer(
            "",
            "Before its arguments stands the application: a source file, a jar, the folder of a",
            "packaged application, or --class NAME with --class-path PATH; App.java or Main.java",
            "of this folder if none is named. After '--' stand arguments of its main method.");
    return FullReader.commandLine(spec).getUsageMessage();
  }

  private static int run(App app, AppCall call) {
    var commands = AppCommands.of(app);
    var command = commands.get(call.command());
    if (command == null) {
      var names = commands.all().stream().map(AppCommand::name).toList();
      System.err.println(
          FullReader.noCommand(call.command(), commands.all())
              + " The application has "
              + String.join(", ", names)
              + ".");
      return ExitCode.MISUSED;
    }
    return AppCommands.run(command, app, call.arguments());
  }

  private static int runPackaged(Launchable launchable, AppCall call) throws RunFailure {
    var command = new ArrayList<>(launchable.command());
    command.add(call.command());
    command.addAll(call.arguments());
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException failure) {
      throw new RunFailure(
          "'" + String.join(" ", command) + "' cannot be started: " + failure.getMessage() + ".");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunFailure("It was broken off.");
    }
  }
}
