package dev.lodestar;

import java.util.List;

/// What reads the arguments of the command line for [Lodestar#run(Object, String...)]. Found as a
/// service (`java.util.ServiceLoader`); the artifact `lodestar-cli` brings the one there is.
public interface Launcher {

  /// Serves the application as the arguments say, and returns when it has stopped.
  ///
  /// @param app the application
  /// @param arguments the arguments of the command line
  /// @throws LaunchException if the arguments are wrong or the application cannot be served
  void launch(App app, List<String> arguments);
}
