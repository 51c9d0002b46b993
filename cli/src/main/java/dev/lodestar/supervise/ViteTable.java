package dev.lodestar.supervise;

import dev.lodestar.model.Default;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table `[dev.vite]`.
///
/// @param command what starts it, without a shell; Vite's own script in `node_modules` if none is
///   given
/// @param port where it listens
/// @param cwd the folder of its project, relative to that of the file
/// @param env further environment variables
public record ViteTable(
    Optional<List<String>> command,
    @Default("5173") int port,
    Optional<String> cwd,
    Map<String, String> env) {

  /// Where Vite listens if nothing else is said.
  public static final int DEFAULT_PORT = 5173;

  public ViteTable {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port is " + port + ", but it is a number from 1 to 65535.");
    }
    if (command.isPresent()) {
      Argv.check(command.get());
      var said = ViteCommand.portOf(command.get());
      if (said.isPresent() && !said.get().equals(Integer.toString(port))) {
        throw new IllegalArgumentException(
            "The command says --port "
                + said.get()
                + ", but the port is "
                + port
                + "; leave it out of the command, since it is appended.");
      }
    }
  }
}
