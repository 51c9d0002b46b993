package dev.lodestar.cli;

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
      return new ServeCommand.Serve(host, null, reader.startupReport, null);
    }
    var port = PortNumber.parse(reader.port);
    return port.isEmpty()
        ? null
        : new ServeCommand.Serve(host, port.getAsInt(), reader.startupReport, null);
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
        return -1;
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
