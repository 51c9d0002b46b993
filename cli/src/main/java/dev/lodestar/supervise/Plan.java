package dev.lodestar.supervise;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What is to be started beside an application, in order, made of the table `[dev]`.
///
/// @param gates what has to be there before
/// @param components the processes, Vite last
/// @param directory the folder of the configuration
/// @param vitePort where Vite will listen; empty if there is none
public record Plan(
    List<GateTable> gates, List<Component> components, Path directory, OptionalInt vitePort) {
  private static final Duration VITE_PATIENCE = Duration.ofSeconds(30);

  /// Makes the plan of a table.
  ///
  /// @param directory the folder of the configuration, to which paths are relative
  /// @throws SuperviseException if a folder is not there, or Vite is not installed in it
  public static Plan of(DevTable table, Path directory) throws SuperviseException {
    var home = directory.toAbsolutePath().normalize();
    var wrong = new ArrayList<String>();
    var components = new ArrayList<Component>();
    for (var process : table.process()) {
      components.add(
          new Component(
              process.name(),
              process.command(),
              folder(home, process.cwd(), process.name(), wrong),
              process.env(),
              process.ready().map(ProcessTable.Ready::probe),
              process.ready().map(ProcessTable.Ready::timeout).orElse(Duration.ZERO),
              OptionalInt.empty()));
    }
    table.vite().ifPresent(vite -> components.add(vite(vite, home, wrong)));
    if (!wrong.isEmpty()) {
      throw new SuperviseException(String.join("\n", wrong));
    }
    var port = table.vite().map(vite -> OptionalInt.of(vite.port())).orElse(OptionalInt.empty());
    return new Plan(table.gate(), List.copyOf(components), home, port);
  }

  private static Component vite(ViteTable table, Path home, List<String> wrong) {
    var folder = folder(home, table.cwd(), "vite", wrong);
    if (table.command().isEmpty()
        && Files.isDirectory(folder)
        && !Files.exists(folder.resolve(ViteCommand.SCRIPT))) {
      wrong.add(
          "Vite is not installed in "
              + folder
              + ": there is no "
              + ViteCommand.SCRIPT
              + ". Run 'npm install' there; or say in [dev.vite] what starts it, such as"
              + " command = [\"pnpm\", \"vite\"].");
    }
    return new Component(
        "vite",
        ViteCommand.of(table),
        folder,
        table.env(),
        Optional.of(new Probe.Http(URI.create("http://localhost:" + table.port() + "/"))),
        VITE_PATIENCE,
        OptionalInt.of(table.port()));
  }

  private static Path folder(Path home, Optional<String> cwd, String name, List<String> wrong) {
    var folder = cwd.map(home::resolve).orElse(home).normalize();
    if (!Files.isDirectory(folder)) {
      wrong.add(
          "The process '"
              + name
              + "' cannot be started: there is no folder "
              + folder
              + ". Correct cwd, which is relative to "
              + home
              + ".");
    }
    return folder;
  }

  /// The names of the processes.
  public List<String> names() {
    return components.stream().map(Component::name).toList();
  }

  /// Whether there is anything to do.
  public boolean isEmpty() {
    return gates.isEmpty() && components.isEmpty();
  }

  /// What the application has to know of the processes.
  public Map<String, String> applicationEnvironment() {
    return vitePort.isPresent() ? Map.of("LODESTAR_VITE", "dev") : Map.of();
  }
}
