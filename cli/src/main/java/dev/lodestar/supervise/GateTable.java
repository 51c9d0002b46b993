package dev.lodestar.supervise;

import dev.lodestar.model.Default;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A table `[[dev.gate]]`: something that has to be there already, and what to tell if it is not.
///
/// @param message what is told, such as how to start it
/// @param timeout how long the look may take
public record GateTable(
    String message,
    Optional<String> http,
    Optional<String> tcp,
    Optional<List<String>> command,
    Optional<String> file,
    @Default("PT15S") Duration timeout) {

  public GateTable {
    if (message.isBlank()) {
      throw new IllegalArgumentException(
          "The message is blank, but it tells what to do if the gate is closed.");
    }
    Probe.of(http, tcp, command, file);
    Argv.checkTimeout(timeout);
  }

  Probe probe() {
    return Probe.of(http, tcp, command, file);
  }
}
