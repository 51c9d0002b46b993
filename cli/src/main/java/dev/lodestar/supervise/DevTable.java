package dev.lodestar.supervise;

import dev.lodestar.model.Default;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The table `[dev]` of a configuration: what `lodestar dev` starts beside the application. The
/// refusals of the constructors become problems with the place in the file.
///
/// @param typescript the client of the application's API; empty if none is to be made
/// @param vite Vite's development server; empty if there is none
/// @param process other processes, in the order of their start; Vite comes after them
/// @param gate what has to be there before anything is started
/// @param hosts names that the port of the loop is called by, besides those that belong to nobody
/// @param stopTimeout how long a version of the application may take to end before it is killed
public record DevTable(
    Optional<TypeScriptTable> typescript,
    Optional<ViteTable> vite,
    @Default({}) List<ProcessTable> process,
    @Default({}) List<GateTable> gate,
    @Default({}) List<String> hosts,
    @Default("PT15S") Duration stopTimeout) {

  public DevTable {
    Argv.checkTimeout(stopTimeout);
    var names = new HashSet<String>();
    for (var each : process) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException(
            "Two processes are called '" + each.name() + "'; each needs a name of its own.");
      }
    }
    for (var host : hosts) {
      if (!isName(host)) {
        throw new IllegalArgumentException(
            "The host is '"
                + host
                + "', but it is a name without scheme and port: shop.example, or *.example for all"
                + " names below it.");
      }
    }
  }

  private static boolean isName(String host) {
    var name = host.startsWith("*.") ? host.substring(2) : host;
    for (var label : name.split("\\.", -1)) {
      if (label.isEmpty() || !label.chars().allMatch(DevTable::isPartOfName)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPartOfName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
