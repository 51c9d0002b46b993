package dev.lodestar;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.configuration.Origin;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.log.LogBackend;
import dev.lodestar.report.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/// The options of a server that an application is served with. A process that says nothing beyond
/// the oldest variables loads no configuration, and none of its classes.
final class ProcessConfiguration {
  private static final String LODESTAR = "LODESTAR_";

  /// The variables that [ServerOptions#fromEnvironment] reads, and those that are no options.
  private static final Set<String> WITHOUT =
      Set.of(
          "LODESTAR_CACHE",
          "LODESTAR_DEBUG",
          "LODESTAR_HOST",
          "LODESTAR_JDK_FOLDERS",
          "LODESTAR_MAIN",
          "LODESTAR_MANAGED",
          "LODESTAR_PORT",
          "LODESTAR_PROXY_PROTOCOL",
          "LODESTAR_REDIRECT_PORT",
          "LODESTAR_STARTUP_REPORT",
          "LODESTAR_STATE",
          "LODESTAR_TLS_CERTIFICATE",
          "LODESTAR_TLS_CLIENT_CA",
          "LODESTAR_TLS_KEY",
          "LODESTAR_TLS_KEY_PASSWORD",
          "LODESTAR_TRAINING",
          "LODESTAR_TRUSTED_PROXIES",
          "LODESTAR_UNIX_SOCKET",
          "LODESTAR_VITE");

  private ProcessConfiguration() {}

  /// Returns the options.
  ///
  /// @param configuration that of the application
  /// @param arguments what the command line says about the configuration
  /// @throws LaunchException if there are mistakes
  static ServerOptions options(
      Optional<Configuration> configuration,
      Map<String, String> environment,
      List<String> arguments) {
    try {
      if (configuration.isPresent()) {
        var known = known(configuration.get(), arguments);
        tellLogging(known);
        var options = known.serverOptions();
        warnOfMistyped(known);
        return options;
      }
      if (!isWanted(environment, arguments)) {
        return ServerOptions.fromEnvironment(environment);
      }
      var loaded = Configuration.builder().environment(environment).arguments(arguments).load();
      refuseUnread(loaded, arguments);
      tellLogging(loaded);
      var options = loaded.serverOptions();
      warnOfMistyped(loaded);
      return options;
    } catch (StartupException | IllegalArgumentException refused) {
      throw new LaunchException(String.valueOf(refused.getMessage()), refused);
    }
  }

  /// A table that nothing reads may be that of a part of the program that reads it later; one whose
  /// name is almost that of another is more likely mistyped.
  private static void warnOfMistyped(Configuration configuration) {
    for (var problem : configuration.problems()) {
      if (problem.code().equals("configuration-unknown")
          && problem.fix().startsWith("Did you mean")) {
        LoggerFactory.getLogger("dev.lodestar.configuration")
            .warn(
                "configuration_unknown: {} '{}': {} {}",
                problem.location().orElse(""),
                problem.subject(),
                problem.what(),
                problem.fix());
      }
    }
  }

  /// Has the back end of SLF4J do what the configuration says, if it says anything.
  ///
  /// @throws StartupException if there are mistakes
  static void tellLogging(Configuration configuration) {
    var settings = configuration.logSettings();
    if (settings.isEmpty()) {
      return;
    }
    var backend = LogBackend.find();
    if (backend.isPresent()) {
      backend.get().apply(settings.get());
    } else if (isLoggingMeant(configuration)) {
      LoggerFactory.getLogger("dev.lodestar.configuration")
          .warn(
              "logging_not_configured: the table [logging] is for the back end of"
                  + " lodestar-logging, but SLF4J uses another one");
    }
  }

  /// Variables are often set for many programs, and by `lodestar dev` for every one.
  private static boolean isLoggingMeant(Configuration configuration) {
    return configuration.entries().stream()
        .filter(entry -> entry.isSet() && entry.path().startsWith("logging."))
        .map(entry -> entry.origin().source())
        .anyMatch(source -> source != Origin.Source.DEFAULT && source != Origin.Source.ENVIRONMENT);
  }

  /// Does the same, but leaves mistakes to whoever reports all of them.
  static void tellLoggingEarly(Configuration configuration) {
    try {
      tellLogging(configuration);
    } catch (StartupException mistakes) {
      // They are told with all others, when the application is built or served.
    }
  }

  /// An application that was built with another configuration must not overlook arguments.
  private static Configuration known(Configuration configuration, List<String> arguments) {
    if (configuration.knows(arguments)) {
      return configuration;
    }
    throw new LaunchException(
        "The arguments '"
            + String.join(" ", arguments)
            + "' say something about the configuration, but the application was built with one"
            + " that was loaded without them. Load it with Configuration.load(args), or let"
            + " Lodestar.run(configuration -> …, args) do so.");
  }

  /// Of values that arguments set, those of the server alone count if the application has not asked
  /// for any.
  private static void refuseUnread(Configuration loaded, List<String> arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    var unread =
        loaded.problems().stream()
            .filter(problem -> problem.location().filter(at -> at.startsWith("--")).isPresent())
            .toList();
    if (!unread.isEmpty()) {
      throw new StartupException(unread);
    }
  }

  private static boolean isWanted(Map<String, String> environment, List<String> arguments) {
    if (!arguments.isEmpty()
        || Files.exists(Path.of("lodestar.toml"))
        || Files.exists(Path.of("lodestar.properties"))) {
      return true;
    }
    for (var name : environment.keySet()) {
      if (name.startsWith(LODESTAR) && !WITHOUT.contains(name)) {
        return true;
      }
    }
    for (var name : System.getProperties().keySet()) {
      if (name instanceof String text
          && (text.startsWith("lodestar.server.")
              || text.startsWith("lodestar.logging.")
              || text.equals("lodestar.config")
              || text.equals("lodestar.profile"))) {
        return true;
      }
    }
    return environment.containsKey("LODESTAR_DEBUG") && Files.exists(Path.of(".env"));
  }
}
