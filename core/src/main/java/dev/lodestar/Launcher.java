package dev.lodestar;

import java.util.List;

/// What reads the arguments of the command line for [Lodestar#run(Object, String...)]. Found as a
/// service (`java.util.ServiceLoader`); the artifact `lodestar-cli` brings the one there is.
public interface Launcher {

  /// Serves the application as the arguments say, and returns when it has stopped. Arguments that
  /// are answered with a text, such as help or what is wrong with them, serve nothing.
  ///
  /// @param app the application
  /// @param arguments the arguments of the command line
  /// @return the exit code for the process: 0 if it was done as asked, 2 if the arguments are
  ///   wrong, which was printed
  /// @throws LaunchException if the application cannot be served
  int launch(App app, List<String> arguments);
}
