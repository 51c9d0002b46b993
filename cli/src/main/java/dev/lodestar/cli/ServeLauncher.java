package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.Launcher;
import java.util.List;

/// Serves an application as its arguments say, or carries out the command that they name. Found as
/// a service.
public final class ServeLauncher implements Launcher {

  /// Creates the launcher.
  public ServeLauncher() {}

  @Override
  public int launch(App app, List<String> arguments) {
    ServeCommand command = QuickReader.serve(arguments);
    if (command == null) {
      var named = AppCommands.named(app, arguments);
      if (named != null) {
        return AppCommands.run(named, app, arguments.subList(1, arguments.size()));
      }
      command = FullReader.serve(arguments, AppCommands.of(app).all());
    }
    // A pattern switch would be linked at run time, which costs the start more than all the rest.
    if (command instanceof ServeCommand.Serve serve) {
      app.serve(serve.over(System.getenv()));
      return ExitCode.DONE;
    }
    return ((Answer) command).print();
  }
}
