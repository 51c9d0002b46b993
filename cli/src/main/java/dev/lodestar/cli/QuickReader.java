package dev.lodestar.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads well-formed command lines on the way to a running application.
///
/// The complete definition is in [FullReader]; its library costs twice as long as the start of the
/// virtual machine. What is not plainly right here is left to that one, which also explains what is
/// wrong. Whenever this class accepts, both must read the same.
final class QuickReader {
  private @Nullable String host;
  private @Nullable String port;
  private boolean warnings;
  private boolean startupReport;
  private List<String> configuration = List.of();

  private QuickReader() {}

  /// Reads the arguments of an application; null if it takes the full reader.
  static ServeCommand.@Nullable Serve serve(List<String> arguments) {
    var reader = new QuickReader();
    if (reader.options(arguments) != arguments.size() || reader.warnings) {
      return null;
    }
    var host = reader.host;
    if (host != null && host.isBlank()) {
      return null;
    }
    if (reader.port == null) {
      return new ServeCommand.Serve(host, null, reader.startupReport, null, reader.configuration());
    }
    var port = PortNumber.parse(reader.port);
    return port.isEmpty()
        ? null
        : new ServeCommand.Serve(
            host, port.getAsInt(), reader.startupReport, null, reader.configuration());
  }

  /// Reads the arguments of the command `run`; null if it takes the full reader.
  static Command.@Nullable Run run(List<String> arguments) {
    var reader = new QuickReader();
    var end = reader.options(arguments);
    if (end < 0 || end == arguments.size()) {
      return null;
    }
    return Command.Run.of(
        arguments.get(end),
        reader.warnings,
        reader.host,
        reader.port,
        reader.startupReport,
        reader.configuration(),
        arguments.subList(end + 1, arguments.size()));
  }

  /// Reads options up to the first argument that is none, and returns its index; -1 if an option is
  /// unknown, repeated or without a value.
  private int options(List<String> arguments) {
    var at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      var option = arguments.get(at++);
      if (option.equals("--warnings") && !warnings) {
        warnings = true;
        continue;
      }
      if (option.equals("--startup-report") && !startupReport) {
        startupReport = true;
        continue;
      }
      var isHost = isOption("--host", option);
      if (!isHost && !isOption("--port", option)) {
        at = configuration(option, arguments, at);
        if (at < 0) {
          return -1;
        }
        continue;
      }
      var assigned = option.indexOf('=');
      String value;
      if (assigned > 0) {
        value = option.substring(assigned + 1);
      } else {
        value = at < arguments.size() ? arguments.get(at++) : "";
      }
      if (value.isEmpty() || value.startsWith("-") || !set(isHost, value)) {
        return -1;
      }
    }
    return at;
  }

  private List<String> configuration() {
    return configuration.isEmpty() ? configuration : ConfigurationOption.ordered(configuration);
  }

  /// Takes an option about the configuration.
  ///
  /// @param at what follows it
  /// @return what follows its value; -1 if it is none, or not well-formed
  private int configuration(String option, List<String> arguments, int at) {
    if (!ConfigurationOption.isOne(option)) {
      return -1;
    }
    var assigned = option.indexOf('=');
    if (assigned < 0 && at == arguments.size()) {
      return -1;
    }
    var whole = assigned < 0 ? option + "=" + arguments.get(at) : option;
    var value = whole.substring(whole.indexOf('=') + 1);
    if (value.isEmpty()
        || value.startsWith("-")
        || (whole.startsWith(ConfigurationOption.CONFIG) && hasFile())
        || (whole.startsWith(ConfigurationOption.SET) && value.indexOf('=') <= 0)) {
      return -1;
    }
    if (configuration.isEmpty()) {
      configuration = new ArrayList<>();
    }
    configuration.add(whole);
    return assigned < 0 ? at + 1 : at;
  }

  private boolean hasFile() {
    for (var option : configuration) {
      if (option.startsWith(ConfigurationOption.CONFIG)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOption(String name, String argument) {
    return argument.equals(name) || argument.startsWith(name + "=");
  }

  private boolean set(boolean isHost, String value) {
    if (isHost) {
      if (host != null) {
        return false;
      }
      host = value;
      return true;
    }
    if (port != null) {
      return false;
    }
    port = value;
    return true;
  }
}
