package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.Launcher;
import dev.lodestar.configuration.Configuration;
import dev.lodestar.report.StartupException;
import java.util.List;
import java.util.Optional;

/// Serves an application as its arguments say, or carries out the command that they name. Found as
/// a service.
public final class ServeLauncher implements Launcher {

  /// Creates the launcher.
  public ServeLauncher() {}

  @Override
  public int launch(App app, List<String> arguments) {
    ServeCommand command = QuickReader.serve(arguments);
    if (command == null) {
      if (ConfigTool.isAskedFor(arguments)) {
        return ConfigTool.run(app, arguments);
      }
      var words = ConfigurationOption.without(arguments);
      var named = AppCommands.named(app, words);
      if (named != null) {
        return AppCommands.run(named, app, words.subList(1, words.size()));
      }
      command = FullReader.serve(arguments, AppCommands.of(app).all());
    }
    // A pattern switch would be linked at run time, which costs the start more than all the rest.
    if (command instanceof ServeCommand.Serve serve) {
      app.serve(serve.over(app, System.getenv()));
      return ExitCode.DONE;
    }
    return ((Answer) command).print();
  }

  @Override
  public int failed(
      StartupException mistakes, Optional<Configuration> configuration, List<String> arguments) {
    return ConfigTool.isAskedFor(arguments)
        ? ConfigTool.run(configuration, mistakes, arguments)
        : Launcher.super.failed(mistakes, configuration, arguments);
  }
}
