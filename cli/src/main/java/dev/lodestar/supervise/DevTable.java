package dev.lodestar.supervise;

import dev.lodestar.model.Default;
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
public record DevTable(
    Optional<TypeScriptTable> typescript,
    Optional<ViteTable> vite,
    @Default({}) List<ProcessTable> process,
    @Default({}) List<GateTable> gate) {

  public DevTable {
    var names = new HashSet<String>();
    for (var each : process) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException(
            "Two processes are called '" + each.name() + "'; each needs a name of its own.");
      }
    }
  }
}
