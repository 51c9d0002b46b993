package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.engine.ServerOptions;
import java.util.HashMap;
import java.util.List;
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
  /// @param configuration the options that say something about the configuration
  /// @param listening how it listens, beyond host and port; null if nothing says so
  record Serve(
      @Nullable String host,
      @Nullable Integer port,
      boolean startupReport,
      @Nullable String name,
      List<String> configuration,
      @Nullable Listening listening)
      implements ServeCommand {

    Serve(
        @Nullable String host,
        @Nullable Integer port,
        boolean startupReport,
        @Nullable String name,
        List<String> configuration) {
      this(host, port, startupReport, name, configuration, null);
    }

    /// The options that an application is served with. Arguments replace environment variables,
    /// even wrong ones, and those replace the defaults.
    ///
    /// @throws LaunchException if there are mistakes
    ServerOptions over(App app, Map<String, String> environment) {
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
      if (listening != null) {
        listening.replace(rest);
      }
      var options = app.serverOptions(rest, configuration);
      if (listening != null) {
        options = listening.over(options, environment.get("LODESTAR_TLS_KEY_PASSWORD"));
      }
      if (startupReport) {
        options = options.withStartupReport(true);
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
