package dev.lodestar;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.report.StartupException;
import java.util.List;
import java.util.Optional;

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

  /// Tells that an application cannot be built, unless the arguments ask for something that can be
  /// answered without it.
  ///
  /// @param mistakes what is wrong with it
  /// @param configuration the configuration that it would have been built with, if it has got one
  /// @param arguments the arguments of the command line
  /// @return the exit code for the process, 1 unless the arguments are wrong
  default int failed(
      StartupException mistakes, Optional<Configuration> configuration, List<String> arguments) {
    System.err.println(mistakes.getMessage());
    return 1;
  }
}
