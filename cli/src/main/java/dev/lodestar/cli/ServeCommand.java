package dev.lodestar.cli;

import dev.lodestar.LaunchException;
import dev.lodestar.engine.ServerOptions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the arguments of an application ask for.
sealed interface ServeCommand permits ServeCommand.Serve, Answer {

  /// Serve the application.
  ///
  /// @param host the value of `--host`, null if it is not given
  /// @param port the value of `--port`, null if it is not given
  /// @param startupReport whether `--startup-report` is given
  /// @param name the value of `--name`, null if it is not given
  record Serve(
      @Nullable String host, @Nullable Integer port, boolean startupReport, @Nullable String name)
      implements ServeCommand {

    /// Arguments replace environment variables, even wrong ones, and those replace the defaults.
    ServerOptions over(Map<String, String> environment) {
      var rest = new HashMap<>(environment);
      if (host != null) {
        rest.remove("LODESTAR_HOST");
      }
      if (port != null) {
        rest.remove("LODESTAR_PORT");
      }
      if (startupReport) {
        rest.put("LODESTAR_STARTUP_REPORT", "1");
      }
      ServerOptions options;
      try {
        options = ServerOptions.fromEnvironment(rest);
      } catch (IllegalArgumentException refused) {
        throw new LaunchException(String.valueOf(refused.getMessage()), refused);
      }
      if (host != null) {
        options = options.withHost(host);
      }
      if (name != null) {
        options = options.withName(name);
      }
      return port == null ? options : options.withPort(port);
    }
  }
}
