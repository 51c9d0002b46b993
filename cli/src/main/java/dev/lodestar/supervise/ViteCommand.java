package dev.lodestar.supervise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How Vite is started: on the port that is expected of it and on no other.
final class ViteCommand {
  private static final String PORT = "--port";
  private static final String STRICT = "--strictPort";

  /// What `npx vite` would run, without the processes in between.
  static final Path SCRIPT = Path.of("node_modules", "vite", "bin", "vite.js");

  private ViteCommand() {}

  static List<String> of(ViteTable table) {
    var command = new ArrayList<>(table.command().orElse(List.of("node", SCRIPT.toString())));
    var missing = new ArrayList<String>();
    if (portOf(command).isEmpty()) {
      missing.add(PORT);
      missing.add(Integer.toString(table.port()));
    }
    if (command.stream().noneMatch(ViteCommand::isStrict)) {
      missing.add(STRICT);
    }
    if (!missing.isEmpty() && isScriptOfNpm(command)) {
      command.add("--"); // what follows is for the script
    }
    command.addAll(missing);
    return List.copyOf(command);
  }

  private static boolean isStrict(String argument) {
    return argument.equals(STRICT) || argument.startsWith(STRICT + "=");
  }

  /// `npm run dev` takes options for itself, unlike other package managers.
  private static boolean isScriptOfNpm(List<String> command) {
    return command.size() > 1
        && (command.getFirst().equals("npm") || command.getFirst().endsWith("/npm"))
        && !command.contains("--");
  }

  /// The port that a command says itself.
  static Optional<String> portOf(List<String> command) {
    for (var i = 0; i < command.size(); i++) {
      var argument = command.get(i);
      if (argument.startsWith(PORT + "=")) {
        return Optional.of(argument.substring(PORT.length() + 1));
      }
      if (argument.equals(PORT) && i + 1 < command.size()) {
        return Optional.of(command.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
