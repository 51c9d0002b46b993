package dev.lodestar.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command line of `lodestar` asks for.
sealed interface Command
    permits Command.Run,
        AppCall,
        DevCommand,
        LifecycleCommand,
        NewCommand,
        PackageCommand,
        SchemaCommand,
        Answer {

  /// Compile and run a source file.
  ///
  /// @param file the path as it was typed
  /// @param warnings whether the compiler's warnings are wanted
  /// @param arguments what the main method gets
  record Run(String file, boolean warnings, List<String> arguments) implements Command {

    /// The options of `run` that are the application's come first among its arguments.
    static Run of(
        String file,
        boolean warnings,
        @Nullable String host,
        @Nullable String port,
        boolean startupReport,
        List<String> configuration,
        List<String> rest) {
      var arguments = new ArrayList<String>();
      if (host != null) {
        arguments.add("--host");
        arguments.add(host);
      }
      if (port != null) {
        arguments.add("--port");
        arguments.add(port);
      }
      if (startupReport) {
        arguments.add("--startup-report");
      }
      arguments.addAll(configuration);
      arguments.addAll(rest);
      return new Run(file, warnings, List.copyOf(arguments));
    }
  }
}
